using System.Collections.Immutable;
using Twin.Spotify.Configuration;

namespace Twin.Spotify.Api;

/// <param name="Container">The key of a whole playlist's first page, and the last segment of the pages' path.</param>
/// <param name="MaxLimit">The highest limit that a request for a page may have.</param>
/// <param name="DefaultLimit">The limit of a request that names none.</param>
public sealed record EraShape(Era Era, string Container, string EntryKey, int MaxLimit, int DefaultLimit)
{
    /// <summary>The entries embedded in a whole playlist, in both eras.</summary>
    public const int EmbeddedLimit = 100;

    private static readonly EraShape Legacy = new(Era.Legacy, "tracks", "track", MaxLimit: 100, DefaultLimit: 100);

    private static readonly EraShape Development2026 =
        new(Era.Development2026, "items", "item", MaxLimit: 50, DefaultLimit: 20);

    public static readonly ImmutableArray<string> Names = ["legacy", "2026"];

    public static EraShape From(Era era) => era == Era.Legacy ? Legacy : Development2026;

    /// <exception cref="FormatException">The name is none of them; the message lists them.</exception>
    public static Era Parse(string name) =>
        name switch
        {
            "legacy" => Era.Legacy,
            "2026" => Era.Development2026,
            _ => throw new FormatException($"'{name}' is not an era of the Spotify API; use {string.Join(" or ", Names)}."),
        };
}
