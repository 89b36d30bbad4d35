using System.Collections.Immutable;

namespace Local.Aws.Glue;

/// <summary>What a crawl did.</summary>
/// <param name="TablesCreated">Names.</param>
/// <param name="TablesUpdated">Names of the tables whose columns changed.</param>
/// <param name="PartitionsAdded">How many, over all tables.</param>
/// <param name="Warnings">What the crawl found that will surprise a reader of the tables, a sentence each.</param>
internal sealed record CrawlSummary(
    ImmutableArray<string> TablesCreated,
    ImmutableArray<string> TablesUpdated,
    int PartitionsAdded,
    ImmutableArray<string> Warnings);
