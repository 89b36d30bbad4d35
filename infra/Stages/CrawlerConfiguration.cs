namespace Infra.Stages;

/// <summary>
/// A crawler's configuration; its properties have the names of Glue's JSON
/// (https://docs.aws.amazon.com/glue/latest/dg/crawler-configuration.html).
/// </summary>
internal sealed record CrawlerConfiguration(
    double Version,
    CrawlerConfiguration.GroupingOptions Grouping,
    CrawlerConfiguration.OutputOptions CrawlerOutput)
{
    /// <summary>
    /// One table for each folder of the bucket, even where its files differ, and partitions with the table's columns:
    /// otherwise a query fails with HIVE_PARTITION_SCHEMA_MISMATCH.
    /// </summary>
    public static CrawlerConfiguration OneTablePerPrefix { get; } = new(
        1.0,
        new GroupingOptions("CombineCompatibleSchemas", TableLevelConfiguration: 2),
        new OutputOptions(new PartitionOptions("InheritFromTable")));

    /// <param name="TableGroupingPolicy">The rule that groups files into tables.</param>
    /// <param name="TableLevelConfiguration">The depth of a table's folder; the bucket is level 1.</param>
    internal sealed record GroupingOptions(string TableGroupingPolicy, int TableLevelConfiguration);

    internal sealed record OutputOptions(PartitionOptions Partitions);

    internal sealed record PartitionOptions(string AddOrUpdateBehavior);
}
