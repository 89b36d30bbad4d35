using Functions.Lake;
using Twin.Host.History;
using Twin.Spotify.Configuration;
using Twin.Spotify.Faults;

namespace Twin.Host.Runs;

/// <param name="Playlists">Captured responses that are the content of playlists and of the user's own lists; empty for
/// synthetic ones.</param>
/// <param name="TrackCount">The number of entries of each of them.</param>
/// <param name="Seed">The seed: the same one gives the same playlists and the same faults.</param>
public sealed record RunOptions(
    string Stack,
    ImmutableArray<string> Playlists,
    Era Era,
    int Days,
    int PlaylistCount,
    int TrackCount,
    int Seed,
    string Out)
{
    /// <summary>The sources that the stack reads of a synthetic user; empty: each playlist by its id.</summary>
    public ImmutableArray<SourceId> Sources { get; init; } = [];

    /// <summary>A captured page of the user's last plays, which is given in place of synthetic playlists and plays;
    /// null for none.</summary>
    public string? PlaysFile { get; init; }

    /// <summary>True for three synthetic plays a day.</summary>
    public bool HasFewPlays { get; init; }

    /// <summary>True if more happens in the synthetic year than that songs rise and fall.</summary>
    public bool IsEventful { get; init; }

    /// <summary>The level of faults in the sandbox; the faults themselves follow from <see cref="Seed"/>.</summary>
    public FaultLevel Faults { get; init; }

    /// <summary>True to run the last day to its end, with the other schedules that fire before Spotify would be read
    /// again. An interactive run does not take that time.</summary>
    public bool FinishesLastDay { get; init; }

    /// <summary>The last stage; those after it have no work.</summary>
    public RunStage Until { get; init; } = RunStage.Query;

    /// <summary>The undocumented behaviours of which the run plays the opposite; empty for an ordinary run.</summary>
    public ImmutableArray<Assumption> Otherwise { get; init; } = [];

    /// <summary>Settings of the stack that replace the configuration's, by key.</summary>
    public ImmutableDictionary<string, string> Settings { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The options for reading Spotify itself, in which case the sandbox's options are ignored; null: the
    /// sandbox.</summary>
    public LiveOptions? Live { get; init; }

    /// <summary>The export that is imported, in which case no schedule fires and the sandbox's options are ignored;
    /// null: Spotify is read.</summary>
    public ExportOptions? History { get; init; }
}
