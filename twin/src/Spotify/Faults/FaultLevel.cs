using System.Collections.Immutable;

namespace Twin.Spotify.Faults;

/// <summary>The number and kind of faults in the sandbox.</summary>
public enum FaultLevel
{
    /// <summary>No faults.</summary>
    None,

    /// <summary>
    /// The faults of a normal week: short waits, single server errors, an edit during a reading. A client recovers from
    /// all of them.
    /// </summary>
    Usual,

    /// <summary>Every fault that Spotify was seen to have; some of them end a playlist's reading for the day.</summary>
    Chaos,
}

/// <summary>The levels on the command line.</summary>
public static class FaultLevels
{
    /// <summary>The names, from the fewest faults to the most.</summary>
    public static readonly ImmutableArray<string> Names = ["none", "usual", "chaos"];

    /// <summary>Reads one of <see cref="Names"/>.</summary>
    /// <exception cref="FormatException">The name is none of them; the message lists them.</exception>
    public static FaultLevel Parse(string name) =>
        Names.IndexOf(name) is >= 0 and var level
            ? (FaultLevel)level
            : throw new FormatException($"'{name}' is not a level of faults; use {string.Join(", ", Names)}.");
}
