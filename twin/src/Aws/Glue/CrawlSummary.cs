using System.Collections.Immutable;

namespace Twin.Aws.Glue;

/// <summary>The result of a crawl.</summary>
/// <param name="PartitionsAdded">The number of partitions added to all tables.</param>
/// <param name="Mistakes">The files that queries misread or do not find, a sentence each.</param>
internal sealed record CrawlSummary(int PartitionsAdded, ImmutableArray<string> Mistakes);
