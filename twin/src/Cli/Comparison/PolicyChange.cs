using System.Collections.Immutable;

namespace Twin.Cli.Comparison;

/// <param name="Holder">The role that has the policy, or the resource that it protects.</param>
/// <param name="Statement">The present statement, or the last one before it was removed.</param>
/// <param name="Element">The element whose values changed; null when the whole statement was added or removed.</param>
internal sealed record PolicyChange(
    AccessChange Access,
    string Holder,
    ComparedStatement Statement,
    string? Element,
    ImmutableSortedSet<string> Added,
    ImmutableSortedSet<string> Removed);

/// <summary>The effect of a <see cref="PolicyChange"/> on the access, most important for a reviewer first.</summary>
internal enum AccessChange
{
    /// <summary>An action is allowed that was not allowed before.</summary>
    Gained,

    /// <summary>The access is different; the text does not tell if it is wider.</summary>
    Changed,

    /// <summary>An action is no longer allowed.</summary>
    Lost,
}
