using System.Collections.Immutable;

namespace Twin.Spotify.Synthetic;

public sealed record SyntheticOptions
{
    /// <summary>
    /// The seed: other seeds give other playlists; the same seed gives the same bytes on every machine.
    /// </summary>
    public long Seed { get; init; } = 1;

    public int Playlists { get; init; } = 3;

    /// <summary>The number of entries of each playlist.</summary>
    public int Tracks { get; init; } = 50;

    /// <summary>
    /// The numbers of entries where playlists differ: of the first playlist, the second and so on, then again from the
    /// start. Empty: all have <see cref="Tracks"/>.
    /// </summary>
    public ImmutableArray<int> Sizes { get; init; } = [];

    /// <summary>The date of day 0: release dates and dates of addition follow from it.</summary>
    public DateOnly FirstDay { get; init; } = new(2026, 11, 2);
}
