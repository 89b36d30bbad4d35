using System.Text.Json;
using Infra.Iceberg;
using Infra.Policies;
using Pulumi.Aws.Glue;
using Pulumi.Aws.Glue.Inputs;

namespace Infra.Components;

internal sealed record GlueCatalogArgs(
    string Name, StackSettings Settings, AwsAccount Account, LakeBucket ProcessedBucket);

/// <summary>The Glue database and its tables, and the crawler that registers their partitions for engines without
/// partition projection (Spark, EMR, Redshift Spectrum). The publication registers those of its days itself; on a
/// schedule of its own, the crawler looks for those that it could not register.</summary>
internal sealed class GlueCatalog : ComponentResource
{
    private readonly ImmutableArray<CatalogTable> _crawled;

    public GlueCatalog(string name, GlueCatalogArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Catalog", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };

        Database = new CatalogDatabase(
            $"{args.Name}-database",
            new CatalogDatabaseArgs
            {
                // Athena needs quotes around a name with a hyphen.
                Name = args.Name.Replace('-', '_'),
                Description = "Spotify playlists, day by day, and plays",
            },
            child);

        // Only the publication reads the plays, with Athena: nobody needs their partitions.
        _crawled =
        [
            .. Tables.Declared
                .Select(table => (Table: table, Declared: LakeTable.Declare(table, args, Database, child)))
                .Where(table => Tables.All.Contains(table.Table))
                .Select(table => table.Declared),
        ];
        foreach (var table in AnalyticsTables.All)
        {
            _ = table.Declare(args.Name, args.ProcessedBucket.BucketName, Database, this);
        }

        Crawler = args.Settings.CrawlSchedule is { } schedule ? Crawl(args, schedule) : null;

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["database"] = Database.Name,
            ["crawler"] = Crawler?.Name,
        });
    }

    public CatalogDatabase Database { get; }

    /// <summary>The crawler that registers the tables' partitions; null where none is configured.</summary>
    public Crawler? Crawler { get; }

    private Crawler Crawl(GlueCatalogArgs args, string schedule)
    {
        var role = new ServiceRole(
            $"{args.Name}-crawler",
            // The form of Glue's own example; Glue does not document which of its calls send the resource.
            // Assumption: crawler-role.
            new ServicePrincipal("glue.amazonaws.com", args.Account.Arn("glue", "*"))
            {
                SendsSourceArn = false,
                AccountComparison = "StringEqualsIfExists",
            },
            args.Account,
            this,
            [
                .. args.ProcessedBucket.AllowList("ListTables"),
                .. args.ProcessedBucket.AllowReadBelow("ReadTables", Tables.All.Select(table => table.Prefix)),
                IamStatement.Allow(
                    // Only the stack changes the tables themselves. Assumption: crawler-permissions.
                    "WritePartitions",
                    [
                        "glue:GetDatabase", "glue:GetTable", "glue:GetTables", "glue:GetPartition",
                        "glue:GetPartitions", "glue:BatchGetPartition", "glue:BatchCreatePartition",
                        "glue:UpdatePartition", "glue:BatchUpdatePartition",
                    ],
                    [
                        args.Account.Arn("glue", "catalog"),
                        args.Account.Arn("glue", Output.Format($"database/{Database.Name}")),
                        .. Tables.All.Select(table =>
                            (Input<string>)args.Account.Arn("glue",
                                Output.Format($"table/{Database.Name}/{table.Name}"))),
                    ]),
                IamStatement.AllowMatching(
                    "WriteLog",
                    "all crawlers of an account share one log group, and Glue names its streams",
                    ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
                    args.Account.Arn("logs", "log-group:/aws-glue/crawlers"),
                    args.Account.Arn("logs", "log-group:/aws-glue/crawlers:*")),
            ]);

        return new Crawler($"{args.Name}-crawler", new CrawlerArgs
        {
            Description = "Registers the tables' new partitions",
            DatabaseName = Database.Name,
            Role = role.Role.Arn,
            Schedule = schedule,
            CatalogTargets =
            {
                new CrawlerCatalogTargetArgs
                {
                    DatabaseName = Database.Name,
                    Tables = _crawled.Select(table => (Input<string>)table.Name).ToArray(),
                },
            },
            SchemaChangePolicy = new CrawlerSchemaChangePolicyArgs
            {
                // UPDATE_IN_DATABASE removes parameters that the crawler did not set, for example the projection.
                UpdateBehavior = "LOG",
                // Glue accepts no other with catalog targets.
                DeleteBehavior = "LOG",
            },
            Configuration = JsonSerializer.Serialize(CrawlerConfiguration.PartitionsOnly),
        }, role.Before(this));
    }
}
