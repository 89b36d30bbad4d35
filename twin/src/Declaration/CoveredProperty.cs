using System.Collections.Immutable;

namespace Twin.Declaration;

/// <summary>A property that a stack declares.</summary>
/// <param name="Type">The type token.</param>
/// <param name="Path">The property's path, without indexes of lists. Empty: the twin does not run the type.</param>
/// <param name="State">The twin's treatment of it.</param>
/// <param name="Reason">The reason why it has no effect on one machine; null if it is not ignored.</param>
/// <param name="Resources">The titles of the resources that declare it.</param>
public sealed record CoveredProperty(
    string Type, string Path, CoverageState State, string? Reason, ImmutableArray<string> Resources);

/// <summary>The ways in which the twin treats a declared property.</summary>
public enum CoverageState
{
    /// <summary>The resource's code reads it.</summary>
    CarriedOut,

    /// <summary>It has no effect on one machine, for a written reason.</summary>
    Ignored,

    /// <summary>Nothing reads it; a run lists it.</summary>
    Unknown,
}
