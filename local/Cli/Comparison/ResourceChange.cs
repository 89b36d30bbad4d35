using System.Collections.Immutable;

namespace Local.Cli.Comparison;

/// <summary>What changed in a resource that both stacks declare.</summary>
/// <param name="Type">For example <c>aws:s3/bucket:Bucket</c>.</param>
/// <param name="Name">The logical name.</param>
/// <param name="Properties">Policies are not among them: see <see cref="PolicyDifference"/>.</param>
internal sealed record ResourceChange(string Type, string Name, ImmutableArray<PropertyChange> Properties);
