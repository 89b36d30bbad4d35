using System.Collections.Immutable;

namespace Twin.Aws.Glue;

/// <summary>A partition: the files that have the same values of the partition keys.</summary>
/// <param name="Values">One value for each of the table's partition keys, in their order.</param>
/// <param name="Location">The folder, as <c>s3://bucket/prefix/</c>.</param>
public sealed record CatalogPartition(ImmutableArray<string> Values, string Location);
