namespace Infra.Stages;

/// <summary>
/// A crawler's configuration, named as in Glue's JSON
/// (https://docs.aws.amazon.com/glue/latest/dg/crawler-configuration.html).
/// </summary>
internal sealed record CrawlerConfiguration(
    double Version,
    CrawlerConfiguration.GroupingOptions Grouping,
    CrawlerConfiguration.OutputOptions CrawlerOutput,
    bool CreatePartitionIndex)
{
    /// <summary>
    /// Partitions that take columns and SerDe from their table: else a query ends in HIVE_PARTITION_SCHEMA_MISMATCH.
    /// With catalog targets Glue adds the grouping itself: undeclared, it would be a difference at each deployment. An
    /// index of the partitions is for many thousands of them, and the default of Glue.
    /// </summary>
    public static CrawlerConfiguration PartitionsOnly { get; } = new(
        1.0,
        new GroupingOptions("CombineCompatibleSchemas"),
        new OutputOptions(new PartitionOptions("InheritFromTable")),
        CreatePartitionIndex: false);

    /// <param name="TableGroupingPolicy">How files become tables.</param>
    internal sealed record GroupingOptions(string TableGroupingPolicy);

    internal sealed record OutputOptions(PartitionOptions Partitions);

    internal sealed record PartitionOptions(string AddOrUpdateBehavior);
}
