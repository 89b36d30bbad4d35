namespace Infra.Stages;

/// <summary>
/// A crawler's configuration, named as in Glue's JSON
/// (https://docs.aws.amazon.com/glue/latest/dg/crawler-configuration.html).
/// </summary>
internal sealed record CrawlerConfiguration(
    double Version,
    CrawlerConfiguration.GroupingOptions Grouping,
    CrawlerConfiguration.OutputOptions CrawlerOutput)
{
    /// <summary>
    /// One table for each folder below the bucket, whatever differs between its files, and partitions that take their
    /// columns from it: else a query ends in HIVE_PARTITION_SCHEMA_MISMATCH.
    /// </summary>
    public static CrawlerConfiguration OneTablePerPrefix { get; } = new(
        1.0,
        new GroupingOptions("CombineCompatibleSchemas", TableLevelConfiguration: 2),
        new OutputOptions(new PartitionOptions("InheritFromTable")));

    /// <param name="TableGroupingPolicy">How files become tables.</param>
    /// <param name="TableLevelConfiguration">How deep a table's folder lies; the bucket is level 1.</param>
    internal sealed record GroupingOptions(string TableGroupingPolicy, int TableLevelConfiguration);

    internal sealed record OutputOptions(PartitionOptions Partitions);

    internal sealed record PartitionOptions(string AddOrUpdateBehavior);
}
