using Twin.Aws.Hosting;

namespace Twin.Cli.Chaos;

/// <summary>The end of a run with faults, after a day without.</summary>
internal sealed record ChaosOutcome
{
    public required ImmutableArray<AwsFault> Faults { get; init; }

    public ImmutableHashSet<AwsFault> Happened { get; init; } = [];

    /// <summary>The places that were passed, each with how often.</summary>
    public ImmutableSortedDictionary<string, int> Passed { get; init; } =
        ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>The reason why the run did not come to its end; null if it did.</summary>
    public string? BrokenOff { get; init; }

    /// <summary>The days of playlists whose extraction reached its end: they have a manifest.</summary>
    public ImmutableSortedSet<(DateOnly Day, string Playlist)> Extracted { get; init; } = [];

    /// <summary>The files of tables and their markers, each with its text, without the versions and times of
    /// markers.</summary>
    public ImmutableSortedDictionary<string, string> Files { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The rows of each analytics table, sorted.</summary>
    public ImmutableSortedDictionary<string, string> Tables { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The rows of the query for missing days.</summary>
    public string MissingDays { get; init; } = "";

    /// <summary>The rows of each named query; null if none was asked.</summary>
    public ImmutableSortedDictionary<string, string>? Queries { get; init; }

    /// <summary>The findings beside the tables, a sentence each: something waits, is held or was refused.</summary>
    public ImmutableArray<string> Left { get; init; } = [];

    /// <summary>The entries of the timeline that tell of trouble, and of the steps.</summary>
    public ImmutableArray<TimelineEntry> Story { get; init; } = [];
}
