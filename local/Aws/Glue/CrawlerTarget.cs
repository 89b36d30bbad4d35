namespace Local.Aws.Glue;

/// <summary>A declared table that a crawler keeps the partitions of.</summary>
/// <param name="Database">Its database.</param>
/// <param name="Table">Its name.</param>
internal sealed record CrawlerTarget(string Database, string Table);
