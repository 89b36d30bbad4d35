using System.Collections.Immutable;

namespace Local.Spotify.Faults;

/// <summary>How much goes wrong at the sandbox.</summary>
public enum FaultLevel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>What a normal week has: short waits, stumbles, an edit during a reading. All of it passes.</summary>
    Usual,

    /// <summary>Everything that Spotify was seen to do; some of it ends a playlist's reading for the day.</summary>
    Chaos,
}

/// <summary>The levels on the command line.</summary>
public static class FaultLevels
{
    /// <summary>Their names, from the calmest on.</summary>
    public static readonly ImmutableArray<string> Names = ["none", "usual", "chaos"];

    /// <summary>Reads one of <see cref="Names"/>.</summary>
    /// <exception cref="FormatException">It is none of them; the message names them.</exception>
    public static FaultLevel Parse(string name) =>
        Names.IndexOf(name) is >= 0 and var level
            ? (FaultLevel)level
            : throw new FormatException($"'{name}' is no level of faults; use {string.Join(", ", Names)}.");
}
