using System.Collections.Immutable;

namespace Twin.Cli.Comparison;

/// <summary>The changes of a resource that both stacks declare.</summary>
/// <param name="Type">The type, for example <c>aws:s3/bucket:Bucket</c>.</param>
/// <param name="Name">The logical name.</param>
/// <param name="Properties">
/// The changed properties without policies, which are in <see cref="PolicyDifference"/>.
/// </param>
internal sealed record ResourceChange(string Type, string Name, ImmutableArray<PropertyChange> Properties);
