using System.Collections.Immutable;

namespace Local.Aws.Declaration;

/// <summary>A property that a stack declares.</summary>
/// <param name="Type">The type token.</param>
/// <param name="Path">The property's path; lists add nothing to it. Empty: the twin does not run the type.</param>
/// <param name="State">What the twin does about it.</param>
/// <param name="Reason">Why it means nothing on one machine; null where it is not ignored.</param>
/// <param name="Resources">The titles of the resources that declare it.</param>
public sealed record CoveredProperty(
    string Type, string Path, CoverageState State, string? Reason, ImmutableArray<string> Resources);

/// <summary>The ways in which the twin treats a declared property.</summary>
public enum CoverageState
{
    /// <summary>The code that runs the resource reads it.</summary>
    CarriedOut,

    /// <summary>It means nothing on one machine, for a written reason.</summary>
    Ignored,

    /// <summary>Nothing reads it; a run names it.</summary>
    Unknown,
}
