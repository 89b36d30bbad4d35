namespace Infra.Components;

/// <summary>A crawler's configuration; its properties have the names of Glue's JSON
/// (https://docs.aws.amazon.com/glue/latest/dg/crawler-configuration.html).</summary>
internal sealed record CrawlerConfiguration(
    double Version,
    CrawlerConfiguration.GroupingOptions Grouping,
    CrawlerConfiguration.OutputOptions CrawlerOutput,
    bool CreatePartitionIndex)
{
    /// <summary>Partitions that take columns and SerDe from their table: otherwise a query fails with
    /// HIVE_PARTITION_SCHEMA_MISMATCH. Glue adds the grouping to catalog targets itself: without it, each deployment
    /// would show a difference. There is no index of the partitions, though Glue makes one by default: it is for many
    /// thousands of partitions.</summary>
    /// <remarks>Assumption: crawler-configuration.</remarks>
    public static CrawlerConfiguration PartitionsOnly { get; } = new(
        1.0,
        new GroupingOptions("CombineCompatibleSchemas"),
        new OutputOptions(new PartitionOptions("InheritFromTable")),
        CreatePartitionIndex: false);

    /// <param name="TableGroupingPolicy">The rule that groups files into tables.</param>
    internal sealed record GroupingOptions(string TableGroupingPolicy);

    internal sealed record OutputOptions(PartitionOptions Partitions);

    internal sealed record PartitionOptions(string AddOrUpdateBehavior);
}
