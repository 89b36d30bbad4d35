using System.Collections.Immutable;

namespace Local.Aws.Glue;

/// <summary>The result of a crawl.</summary>
/// <param name="TablesCreated">The names of the new tables.</param>
/// <param name="TablesUpdated">The names of the tables whose columns changed.</param>
/// <param name="PartitionsAdded">The number of partitions added to all tables.</param>
/// <param name="Warnings">The findings that may surprise a user of the tables, a sentence each.</param>
internal sealed record CrawlSummary(
    ImmutableArray<string> TablesCreated,
    ImmutableArray<string> TablesUpdated,
    int PartitionsAdded,
    ImmutableArray<string> Warnings);
