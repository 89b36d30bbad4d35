using System.Collections.Immutable;

namespace Local.Aws.Glue;

/// <summary>What a crawl did.</summary>
/// <param name="PartitionsAdded">How many, over all tables.</param>
/// <param name="Mistakes">What a query would answer wrongly, or never find, a sentence each.</param>
internal sealed record CrawlSummary(int PartitionsAdded, ImmutableArray<string> Mistakes);
