using System.Collections.Immutable;

namespace Local.Cli.Comparison;

/// <summary>One thing that is different about who may do what.</summary>
/// <param name="Access">What it means for the access.</param>
/// <param name="Holder">The role that has the policy, or the resource that it protects.</param>
/// <param name="Statement">The statement as it is now, or as it was before it went.</param>
/// <param name="Element">The element with other values; null when the whole statement came or went.</param>
/// <param name="Added">Values of the element that came.</param>
/// <param name="Removed">Values of the element that went.</param>
internal sealed record PolicyChange(
    AccessChange Access,
    string Holder,
    ComparedStatement Statement,
    string? Element,
    ImmutableSortedSet<string> Added,
    ImmutableSortedSet<string> Removed);

/// <summary>What a <see cref="PolicyChange"/> means for the access; what a reviewer looks for comes first.</summary>
internal enum AccessChange
{
    /// <summary>Something may be done that might not be done before.</summary>
    Gained,

    /// <summary>It is another access; whether it is a wider one cannot be told from the text.</summary>
    Changed,

    /// <summary>Something may no longer be done.</summary>
    Lost,
}
