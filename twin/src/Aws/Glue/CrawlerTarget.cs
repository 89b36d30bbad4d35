namespace Twin.Aws.Glue;

/// <summary>A declared table whose partitions a crawler registers.</summary>
/// <param name="Database">The name of its database.</param>
/// <param name="Table">The name of the table.</param>
internal sealed record CrawlerTarget(string Database, string Table);
