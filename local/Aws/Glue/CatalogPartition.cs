using System.Collections.Immutable;

namespace Local.Aws.Glue;

/// <summary>The files that share their partition keys' values.</summary>
/// <param name="Values">One for each of the table's partition keys, in their order.</param>
/// <param name="Location">The folder, as <c>s3://bucket/prefix/</c>.</param>
public sealed record CatalogPartition(ImmutableArray<string> Values, string Location);
