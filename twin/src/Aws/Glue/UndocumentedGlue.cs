using System.Collections.Immutable;
using Twin.Aws.Hosting;

namespace Twin.Aws.Glue;

/// <summary>The undocumented behaviours of Glue on which the stack relies.</summary>
internal static class UndocumentedGlue
{
    /// <summary>Partitions of files with few rows.</summary>
    public static readonly UndocumentedBehavior CrawlerPartitions = new(
        "crawler-partitions", "the crawler registers no partition of CSV files with fewer than two rows");

    /// <summary>The calls that a crawl makes with the crawler's role.</summary>
    public static readonly UndocumentedBehavior CrawlerPermissions = new(
        "crawler-permissions", "a crawl updates the tables too, though its policy is LOG");

    /// <summary>The options of a crawler with catalog targets.</summary>
    public static readonly UndocumentedBehavior CrawlerConfiguration = new(
        "crawler-configuration", "Glue refuses CreatePartitionIndex with catalog targets");

    /// <summary>The resource for which Glue assumes the crawler's role.</summary>
    public static readonly UndocumentedBehavior CrawlerRole = new(
        "crawler-role", "Glue assumes the crawler's role for an ARN without the account");

    public static ImmutableArray<UndocumentedBehavior> All { get; } =
        [CrawlerPartitions, CrawlerPermissions, CrawlerConfiguration, CrawlerRole];
}
