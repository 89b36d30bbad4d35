using System.Collections.Immutable;

namespace Local.Spotify.Synthetic;

/// <summary>Which playlists are made up.</summary>
public sealed record SyntheticOptions
{
    /// <summary>Other seeds give other playlists; the same seed gives the same bytes, on every machine.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>How many playlists.</summary>
    public int Playlists { get; init; } = 3;

    /// <summary>The entries of each.</summary>
    public int Tracks { get; init; } = 50;

    /// <summary>
    /// The entries of each, where they differ: of the first playlist, the second and so on, and again from the start.
    /// Empty: all have <see cref="Tracks"/>.
    /// </summary>
    public ImmutableArray<int> Sizes { get; init; } = [];

    /// <summary>The date of day 0: release dates and dates of addition follow from it.</summary>
    public DateOnly FirstDay { get; init; } = new(2026, 11, 2);
}
