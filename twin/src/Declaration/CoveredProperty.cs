using System.Collections.Immutable;

namespace Twin.Declaration;

/// <param name="Path">The property's path, without indexes of lists. Empty: the twin does not run the type.</param>
/// <param name="Reason">The reason why it has no effect on one machine; null if it is not ignored.</param>
public sealed record CoveredProperty(
    string Type, string Path, CoverageState State, string? Reason, ImmutableArray<string> Resources);

public enum CoverageState
{
    CarriedOut,

    /// <summary>It has no effect on one machine, for a written reason.</summary>
    Ignored,

    /// <summary>Nothing reads it; a run lists it.</summary>
    Unknown,
}
