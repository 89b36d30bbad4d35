using Infra.Components;
using Infra.Iceberg;
using Infra.Monitoring;
using Pulumi.Aws.Iam;

namespace Infra;

/// <summary>The whole data lake: read it from top to bottom to follow a playlist from Spotify to an Athena
/// query.</summary>
public class SpotifyStack : Stack
{
    /// <summary>Declares the stack that the configuration asks for.</summary>
    public SpotifyStack()
        : this(null)
    {
    }

    /// <summary>The same, with options: tests and the twin see every resource through their transformations.</summary>
    protected SpotifyStack(StackOptions? options)
        : base(Tagged(options))
    {
        var settings = StackSettings.Read(new Config());
        var account = AwsAccount.Current(settings.RolePath);
        var name = StackName.Full();

        var key = settings.Encryption == Encryption.SseKms
            ? new DataKey($"{name}-data-key", new DataKeyArgs(name, account))
            : null;

        var storage = new Storage($"{name}-storage", new StorageArgs(name, settings, account, key));

        var secrets = new Secrets($"{name}-secrets", new SecretsArgs(
            $"/{Deployment.Instance.ProjectName}/{Deployment.Instance.StackName}",
            settings.ClientSecret,
            settings.RefreshToken,
            key));

        var users = new UsersKeyParameter(
            settings.StoreUsers,
            $"/{Deployment.Instance.ProjectName}/{Deployment.Instance.StackName}/users-key",
            account,
            key);

        var failures = new FailureQueue($"{name}-failures", new FailureQueueArgs(name, account));

        var extraction = new Extraction($"{name}-extraction", new ExtractionArgs(
            name, settings, account, storage.Raw, secrets, users, failures.Queue));

        var transformation = new Transformation($"{name}-transformation", new TransformationArgs(
            name, settings, account, storage.Raw, storage.Processed, users, failures.Queue));

        var spark = new SparkJob($"{name}-spark", new SparkJobArgs(
            name, settings, account, storage.Raw, storage.Processed, users));

        var repairs = new Repairs($"{name}-repairs", new RepairsArgs(
            name, settings, account, storage.Raw, storage.Processed, users, failures.Queue));

        var forgetting = new Forgetting($"{name}-forgetting", new ForgettingArgs(
            name, settings, account, storage, users));

        var catalog = new GlueCatalog($"{name}-catalog", new GlueCatalogArgs(
            name, settings, account, storage.Processed));

        var analytics = new AthenaWorkgroup($"{name}-analytics", new AthenaWorkgroupArgs(
            name, settings, storage.QueryResults, key, catalog.Database));

        var imports = new Imports($"{name}-imports", new ImportsArgs(name, account, storage.Raw));

        var publication = new Publication($"{name}-publication", new PublicationArgs(
            name, settings, account, storage, failures, catalog, analytics,
            settings.Transform == TransformEngine.Spark ? spark : null));

        var warehouse = settings.Snowflake is { } snowflake
            ? new Warehouse($"{name}-warehouse", new WarehouseArgs(
                name, settings, snowflake, account, storage.Processed))
            : null;

        storage.Raw.DeclarePolicy(
            [
                new ExclusiveWriters(
                    "ExtractionOnly",
                    [
                        RawSnapshot.Zone,
                        .. StateZone.OfExtraction,
                        PublicationRequest.KeysOf(PublicationRequest.Extraction),
                    ],
                    [extraction.Role, forgetting.Role]),
                new ExclusiveWriters("PublicationOnly", [StateZone.PublicationPrefix], [publication.FunctionRole]),
                new ExclusiveWriters(
                    "ImportsOnly",
                    [ImportZone.Prefix, PublicationRequest.KeysOf(PublicationRequest.Import)],
                    [imports.Role, forgetting.Role]),
                new ExclusiveWriters(
                    "ReplayRequestsOnly",
                    [PublicationRequest.KeysOf(PublicationRequest.Replay)],
                    [repairs.Role, forgetting.Role]),
                new ExclusiveWriters(
                    "ForgettingOnly",
                    [StateZone.Forgotten, PublicationRequest.KeysOf(PublicationRequest.Forget)],
                    [forgetting.Role]),
                new ExclusiveWriters(
                    "RequestsOnly",
                    [PublicationRequest.Prefix],
                    [extraction.Role, repairs.Role, imports.Role, forgetting.Role]),
            ],
            ConditionalWrites.Once([.. Zones.Raw, PublicationRequest.Prefix]) with { Except = forgetting.Role });
        // The last one only deletes.
        ImmutableArray<Role> writers =
            [.. new[] { transformation.Role, spark.Role, repairs.Role, forgetting.Role }.OfType<Role>()];
        storage.Processed.DeclarePolicy(
            [
                new ExclusiveWriters(
                    "WritersOfPlaysOnly", Zones.OfMonths, writers),
                new ExclusiveWriters(
                    "WritersOfDaysOnly",
                    Zones.OfDays,
                    // The publication only deletes, what is kept no longer.
                    settings.TableRetentionDays.Days is null ? writers : [.. writers, publication.FunctionRole]),
                new ExclusiveWriters("ReplaysOnly", [ReplayZone.Prefix], [spark.Role, repairs.Role, forgetting.Role]),
                new ExclusiveWriters(
                    "PublicationOnly",
                    [.. AnalyticsTables.All.Select(table => table.DataPrefix)],
                    [publication.Role]),
            ],
            ConditionalWrites.OverKnown(Zones.Markers));
        storage.QueryResults.DeclarePolicy([]);

        var monitoring = new LakeMonitoring($"{name}-monitoring", new LakeMonitoringArgs(
            name, settings, account, storage, extraction.Function, extraction.Schedule, extraction.PlaysSchedule,
            transformation.Function, spark.Job, repairs.Function, repairs.Schedule,
            forgetting.Function, failures.Queue, publication,
            analytics.WorkGroup, analytics.PublicationWorkGroup));

        RawBucket = storage.Raw.BucketName;
        ProcessedBucket = storage.Processed.BucketName;
        QueryResultsBucket = storage.QueryResults.BucketName;
        ExtractFunction = extraction.Function.Name;
        TransformFunction = transformation.Function?.Name ?? Output.Create("");
        SparkJob = spark.Job.Name;
        RepairFunction = repairs.Function.Name;
        FailureQueue = failures.Queue.Url;
        Database = catalog.Database.Name;
        ImportRole = imports.Role.Arn;
        ForgetFunction = forgetting.Function.Name;
        PublishFunction = publication.Function.Name;
        Publication = publication.StateMachine.Arn;
        Crawler = catalog.Crawler?.Name ?? Output.Create("");
        WorkGroup = analytics.WorkGroup.Name;
        NamedQueries = Output.All(analytics.NamedQueries.Select(query => query.Name));
        AlarmTopic = monitoring.Topic.Arn;
        SnowflakeDatabase = warehouse?.Database ?? Output.Create("");
        SnowflakeWarehouse = warehouse?.WarehouseName ?? Output.Create("");

        var links = new ConsoleLinks(account);
        var console = new Dictionary<string, Output<string>>
        {
            ["namedQueries"] = links.Athena(analytics.WorkGroup.Name),
            ["extractFunction"] = links.Function(extraction.Function.Name),
            ["repairFunction"] = links.Function(repairs.Function.Name),
            ["sparkJob"] = links.Job(spark.Job.Name),
            ["publishFunction"] = links.Function(publication.Function.Name),
            ["publication"] = links.StateMachine(publication.StateMachine.Arn),
            ["failureQueue"] = links.Queue(failures.Queue.Url),
            ["rawBucket"] = links.Bucket(storage.Raw.BucketName),
            ["processedBucket"] = links.Bucket(storage.Processed.BucketName),
            ["dashboard"] = links.Dashboard(monitoring.Dashboard.DashboardName),
            ["alarms"] = links.Alarms(name),
        };
        if (transformation.Function is { } transform)
        {
            console["transformFunction"] = links.Function(transform.Name);
        }

        if (catalog.Crawler is { } crawler)
        {
            console["crawler"] = links.Crawler(crawler.Name);
        }

        if (warehouse is not null)
        {
            console["snowflake"] = ConsoleLinks.Snowflake(settings.Snowflake!, warehouse.Database);
        }

        Console = ConsoleLinks.All(console);
    }

    /// <summary>The bucket of the raw zone: every page as Spotify sent it, and imported plays.</summary>
    [Output]
    public Output<string> RawBucket { get; private set; }

    /// <summary>The bucket of the tables.</summary>
    [Output]
    public Output<string> ProcessedBucket { get; private set; }

    /// <summary>The bucket of Athena's results.</summary>
    [Output]
    public Output<string> QueryResultsBucket { get; private set; }

    /// <summary>The function that reads Spotify: <c>aws lambda invoke --function-name …</c> runs it now.</summary>
    [Output]
    public Output<string> ExtractFunction { get; private set; }

    /// <summary>The function that writes the tables; empty where Spark makes them.</summary>
    [Output]
    public Output<string> TransformFunction { get; private set; }

    /// <summary>The Glue job that makes the tables with Spark: of missing days, or for a replay.</summary>
    [Output]
    public Output<string> SparkJob { get; private set; }

    /// <summary>The function that makes missing tables, and on request the tables of past days again.</summary>
    [Output]
    public Output<string> RepairFunction { get; private set; }

    /// <summary>The function with which <c>dotnet dev.cs forget</c> removes a playlist, a user or plays.</summary>
    [Output]
    public Output<string> ForgetFunction { get; private set; }

    /// <summary>The function that plans and records the publication.</summary>
    [Output]
    public Output<string> PublishFunction { get; private set; }

    /// <summary>The ARN of the role that <c>dotnet dev.cs import</c> takes.</summary>
    [Output]
    public Output<string> ImportRole { get; private set; }

    /// <summary>The ARN of the state machine that publishes.</summary>
    [Output]
    public Output<string> Publication { get; private set; }

    /// <summary>The URL of the queue of events that a function could not handle.</summary>
    [Output]
    public Output<string> FailureQueue { get; private set; }

    /// <summary>The Glue database.</summary>
    [Output]
    public Output<string> Database { get; private set; }

    /// <summary>The crawler of the database's tables; empty if there is none.</summary>
    [Output]
    public Output<string> Crawler { get; private set; }

    /// <summary>The Athena work group, to choose in the console.</summary>
    [Output]
    public Output<string> WorkGroup { get; private set; }

    /// <summary>The names of the named queries. A changed one is replaced, so nothing keeps their ids.</summary>
    [Output]
    public Output<ImmutableArray<string>> NamedQueries { get; private set; }

    /// <summary>The ARN of the topic that every alarm notifies.</summary>
    [Output]
    public Output<string> AlarmTopic { get; private set; }

    /// <summary>The database in Snowflake; empty with Athena alone.</summary>
    [Output]
    public Output<string> SnowflakeDatabase { get; private set; }

    /// <summary>The warehouse in Snowflake; empty with Athena alone.</summary>
    [Output]
    public Output<string> SnowflakeWarehouse { get; private set; }

    /// <summary>Links to the same in the AWS console.</summary>
    [Output]
    public Output<ImmutableDictionary<string, string>> Console { get; private set; }

    private static StackOptions Tagged(StackOptions? options)
    {
        var tagged = options ?? new StackOptions();
        tagged.ResourceTransformations.InsertRange(0, [Tags.Add, RoleBoundary.Add]);
        return tagged;
    }
}
