using System.Collections.Immutable;

namespace Twin.Spotify.Faults;

public enum FaultLevel
{
    None,

    /// <summary>
    /// The faults of a normal week: short waits, single server errors, an edit during a reading. A client recovers from
    /// all of them.
    /// </summary>
    Usual,

    /// <summary>Every fault that Spotify was seen to have; some of them end a playlist's reading for the day.</summary>
    Chaos,
}

public static class FaultLevels
{
    public static readonly ImmutableArray<string> Names = ["none", "usual", "chaos"];

    /// <exception cref="FormatException">The name is none of them; the message lists them.</exception>
    public static FaultLevel Parse(string name) =>
        Names.IndexOf(name) is >= 0 and var level
            ? (FaultLevel)level
            : throw new FormatException($"'{name}' is not a level of faults; use {string.Join(", ", Names)}.");
}
