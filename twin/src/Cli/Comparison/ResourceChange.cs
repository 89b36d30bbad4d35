using System.Collections.Immutable;

namespace Twin.Cli.Comparison;

/// <param name="Properties">
/// The changed properties without policies, which are in <see cref="PolicyDifference"/>.
/// </param>
internal sealed record ResourceChange(string Type, string Name, ImmutableArray<PropertyChange> Properties);
