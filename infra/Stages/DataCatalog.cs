using System.Collections.Immutable;
using System.Text.Json;
using Functions.Lake;
using Infra.Policies;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Glue;
using Pulumi.Aws.Glue.Inputs;
using Pulumi.Aws.S3;

namespace Infra.Stages;

/// <summary>The arguments of <see cref="DataCatalog"/>.</summary>
internal sealed record DataCatalogArgs(
    string Name, StackSettings Settings, AwsAccount Account, LakeBucket ProcessedBucket);

/// <summary>
/// The Glue database and its tables, and the crawler that registers their partitions for engines without partition
/// projection (Spark, EMR, Redshift Spectrum). A workflow's trigger batches new snapshots into one crawl, since a
/// running crawler cannot be started and each crawl costs ten minutes. The event is a snapshot's marker, which is
/// written after all its tables: one event instead of seven, and none too early.
/// </summary>
internal sealed class DataCatalog : ComponentResource
{
    private const int SnapshotsThatStartACrawl = 100;
    private static readonly TimeSpan LongestWaitForACrawl = TimeSpan.FromMinutes(5);

    private readonly ImmutableArray<CatalogTable> _tables;

    /// <summary>
    /// Declares the database, its tables, the crawler, and the resources that start a crawl after new files.
    /// </summary>
    public DataCatalog(string name, DataCatalogArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Catalog", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };

        Database = new CatalogDatabase(
            $"{args.Name}-database",
            new CatalogDatabaseArgs
            {
                // Athena needs quotes around a name with a hyphen.
                Name = args.Name.Replace('-', '_'),
                Description = "Spotify playlists, day by day",
            },
            child);

        _tables = [.. Tables.All.Select(table => LakeTable.Declare(table, args, Database, child))];
        Crawler = Crawl(args);
        NewFiles = StartByItself(args, child);

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["database"] = Database.Name,
            ["crawler"] = Crawler.Name,
        });
    }

    /// <summary>The database of the tables.</summary>
    public CatalogDatabase Database { get; }

    /// <summary>The crawler that registers the tables' partitions.</summary>
    public Crawler Crawler { get; }

    /// <summary>The rule that sends new files to the workflow.</summary>
    public EventRule NewFiles { get; }

    private Crawler Crawl(DataCatalogArgs args)
    {
        var role = new ServiceRole(
            $"{args.Name}-crawler",
            // The form of Glue's own example; Glue does not document which of its calls send the resource.
            // Assumption: crawler-role.
            new ServicePrincipal("glue.amazonaws.com", args.Account.Arn("glue", "*"))
            {
                TellsArn = false,
                TellsAccount = false,
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
                            (Input<string>)args.Account.Arn("glue", Output.Format($"table/{Database.Name}/{table.Name}"))),
                    ]),
                IamStatement.AllowMatching(
                    "WriteLog",
                    "all crawlers of an account share one log group, and Glue names its streams",
                    ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
                    args.Account.Arn("logs", "log-group:/aws-glue/crawlers"),
                    args.Account.Arn("logs", "log-group:/aws-glue/crawlers:*")),
            ]);

        return new Crawler(
            $"{args.Name}-crawler",
            new CrawlerArgs
            {
                Description = "Registers the tables' new partitions",
                DatabaseName = Database.Name,
                Role = role.Role.Arn,
                // Assumption: crawler-partitions.
                CatalogTargets =
                {
                    new CrawlerCatalogTargetArgs
                    {
                        DatabaseName = Database.Name,
                        Tables = _tables.Select(table => (Input<string>)table.Name).ToArray(),
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
            },
            role.Before(this));
    }

    private EventRule StartByItself(DataCatalogArgs args, CustomResourceOptions child)
    {
        var workflow = new Workflow(
            $"{args.Name}-crawl",
            new WorkflowArgs { Description = "One crawl for many new snapshots", MaxConcurrentRuns = 1 },
            child);

        // Enabled is not set: Glue keeps an EVENT trigger's state itself, and refuses a later change of it.
        _ = new Trigger(
            $"{args.Name}-crawl",
            new TriggerArgs
            {
                Type = "EVENT",
                WorkflowName = workflow.Name,
                Actions = { new TriggerActionArgs { CrawlerName = Crawler.Name } },
                EventBatchingConditions =
                {
                    new TriggerEventBatchingConditionArgs
                    {
                        BatchSize = SnapshotsThatStartACrawl,
                        BatchWindow = (int)LongestWaitForACrawl.TotalSeconds,
                    },
                },
            },
            child);

        var rule = new EventRule(
            $"{args.Name}-new-files",
            new EventRuleArgs
            {
                Description = "New snapshots in the processed bucket",
                EventPattern = ObjectCreatedPattern.In(args.ProcessedBucket.BucketName, [SnapshotMarker.Prefix]),
            },
            child);

        var role = new ServiceRole(
            $"{args.Name}-crawl",
            new ServicePrincipal("events.amazonaws.com", rule.Arn),
            args.Account,
            this,
            IamStatement.Allow("StartWorkflow", ["glue:NotifyEvent"], workflow.Arn));

        _ = new EventTarget(
            $"{args.Name}-new-files",
            new EventTargetArgs { Rule = rule.Name, Arn = workflow.Arn, RoleArn = role.Role.Arn },
            role.Before(this));

        _ = new BucketNotification(
            $"{args.Name}-new-files",
            new BucketNotificationArgs { Bucket = args.ProcessedBucket.BucketName, Eventbridge = true },
            child);

        return rule;
    }
}
