using Functions.Publish;
using Infra.Iceberg;
using Infra.Policies;
using Infra.Workflows;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Sfn;

namespace Infra.Components;

/// <summary>The arguments of <see cref="Publication"/>.</summary>
/// <param name="Spark">The job that makes missing tables; null where a function makes them.</param>
internal sealed record PublicationArgs(
    string Name,
    StackSettings Settings,
    AwsAccount Account,
    Storage Storage,
    FailureQueue Failures,
    GlueCatalog Catalog,
    AthenaWorkgroup Analytics,
    SparkJob? Spark);

/// <summary>The publication: the function that plans and records it, the state machine that runs it, and the rule that
/// starts an execution when an object of the raw bucket requests it.</summary>
internal sealed class Publication : ComponentResource
{
    private const int MemorySize = 512;

    // An event that could not be delivered for so long is a fault that somebody must see.
    private static readonly TimeSpan MaxDeliveryTime = TimeSpan.FromHours(1);

    // EventBridge's own default. The provider sends 0 where only an age is given
    // (https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/events/target.go).
    private const int MaxDeliveryRetries = 185;

    public Publication(string name, PublicationArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Publication", name, options)
    {
        var child = new ComponentResourceOptions { Parent = this };
        var function = new LakeFunction($"{args.Name}-publish", FunctionArgs(args), child);
        (Function, FunctionRole) = (function.Function, function.Role);

        var machine = new LakeStateMachine(
            $"{args.Name}-publish",
            new LakeStateMachineArgs(
                NamesOf(args, Function).Apply(names =>
                    PublicationDefinition.Create(names, args.Settings.TableRetentionDays)),
                [
                    IamStatement.Allow("Plan", ["lambda:InvokeFunction"], Function.Arn),
                    .. args.Spark is { } spark
                        ? [IamStatement.Allow(
                            "MakeTables",
                            SparkTask.Actions,
                            args.Account.Arn("glue", Output.Format($"job/{spark.Job.Name}")))]
                        : Array.Empty<IamStatement>(),
                    .. RunStatements(args),
                ],
                args.Settings.LogRetentionDays,
                args.Account),
            child);
        (StateMachine, Role) = (machine.StateMachine, machine.Role);
        Requests = StartByRequests(args);

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["function"] = Function.Name,
            ["stateMachine"] = StateMachine.Name,
        });
    }

    /// <summary>The function that plans and records.</summary>
    public Function Function { get; }
    public Role FunctionRole { get; }
    public StateMachine StateMachine { get; }

    /// <summary>The role of <see cref="StateMachine"/>, with which Athena writes the analytics tables.</summary>
    public Role Role { get; }

    /// <summary>The rule that starts an execution when a request is written.</summary>
    public EventRule Requests { get; }

    private static LakeFunctionArgs FunctionArgs(PublicationArgs args) => new(
        Description: "Plans which days are published to the analytics tables, and records them",
        Handler: PublishHandler.Name,
        MemorySize,
        PublicationTask.Timeout,
        ReservedConcurrency: null,
        LogRetentionDays: args.Settings.LogRetentionDays,
        Environment: new Dictionary<string, Input<string>>
        {
            [PublicationEnvironment.RawBucket] = args.Storage.Raw.BucketName,
            [PublicationEnvironment.ProcessedBucket] = args.Storage.Processed.BucketName,
            [PublicationEnvironment.TableFormat] = args.Settings.TableFormat.Name,
            [PublicationEnvironment.FirstDay] =
                args.Settings.FirstDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        }.WithRetention(args.Settings, PublicationEnvironment.TableRetentionDays),
        Permissions:
        [
            .. args.Storage.Raw.AllowListForNotFound("TellMissingFromForbidden"),
            .. args.Storage.Raw.AllowReadBelow("ReadRequests", PublicationRequest.Prefix),
            .. args.Storage.Raw.AllowReadBelow("ReadState", StateZone.PublicationPrefix),
            .. args.Storage.Raw.AllowWriteBelow("WriteState", StateZone.PublicationPrefix),
            .. args.Storage.Processed.AllowListForNotFound("ListMarkersAndPlays"),
            .. args.Storage.Processed.AllowReadBelow("ReadMarkers", Zones.Markers),
            .. args.Settings.TableRetentionDays.Days is null
                ? []
                : args.Storage.Processed.AllowDeleteBelow("DeleteExpiredDays", Zones.OfDays),
        ],
        // The state machine waits for each answer and repeats the step itself.
        Failed: null,
        args.Account);

    private static Output<PublicationNames> NamesOf(PublicationArgs args, Function function)
    {
        Output<string>[] names =
        [
            function.Arn, args.Catalog.Database.Name, args.Analytics.PublicationWorkGroup.Name,
            .. args.Spark is { } spark ? [spark.Job.Name] : Array.Empty<Output<string>>(),
        ];
        return Output.All(names).Apply(found =>
            new PublicationNames(found[0], found[1], found[2], found.ElementAtOrDefault(3)));
    }

    // https://docs.aws.amazon.com/step-functions/latest/dg/connect-athena.html
    private static IEnumerable<IamStatement> RunStatements(PublicationArgs args)
    {
        var database = args.Catalog.Database.Name;
        ImmutableArray<Input<string>> analytics = [.. AnalyticsTables.All.Select(table => TableArn(table.Name))];
        return
        [
            IamStatement.Allow(
                "RunStatements",
                [
                    "athena:StartQueryExecution", "athena:GetQueryExecution", "athena:GetQueryResults",
                    "athena:StopQueryExecution",
                ],
                args.Analytics.PublicationWorkGroup.Arn),
            IamStatement.Allow(
                "FindCatalog", ["athena:GetDataCatalog"], args.Account.Arn("athena", "datacatalog/AwsDataCatalog")),
            IamStatement.Allow(
                "ReadCatalog",
                ["glue:GetDatabase", "glue:GetTable", "glue:GetTables", "glue:GetPartition", "glue:GetPartitions"],
                [
                    args.Account.Arn("glue", "catalog"),
                    args.Account.Arn("glue", Output.Format($"database/{database}")),
                    .. Tables.Declared.Select(table => TableArn(table.Name)),
                    .. analytics,
                ]),
            IamStatement.Allow(
                "RegisterPartitions",
                ["glue:BatchCreatePartition"],
                [
                    args.Account.Arn("glue", "catalog"),
                    args.Account.Arn("glue", Output.Format($"database/{database}")),
                    .. Tables.All.Select(table => TableArn(table.Name)),
                ]),
            // Assumption: upkeep-permissions.
            IamStatement.Allow(
                "FindDatabases",
                ["glue:GetDatabase", "glue:GetDatabases"],
                [args.Account.Arn("glue", "catalog"), args.Account.Arn("glue", "database/default")]),
            // Each change of an Iceberg table ends with its new metadata file in the catalog.
            IamStatement.Allow(
                "CommitTables",
                ["glue:UpdateTable"],
                [
                    args.Account.Arn("glue", "catalog"),
                    args.Account.Arn("glue", Output.Format($"database/{database}")),
                    .. analytics,
                ]),
            .. args.Storage.Processed.AllowList("ListData"),
            .. args.Storage.Processed.AllowReadBelow("ReadTables", [.. Zones.Tables, AnalyticsTable.Zone]),
            .. args.Storage.Processed.AllowUploadBelow("WriteAnalytics", AnalyticsTable.Zone),
            .. args.Storage.Processed.AllowDeleteBelow("CleanUpAnalytics", AnalyticsTable.Zone),
            .. args.Storage.QueryResults.AllowList("ListResults"),
            .. args.Storage.QueryResults.AllowReadBelow("ReadResults", ""),
            .. args.Storage.QueryResults.AllowUploadBelow("WriteResults", ""),
        ];

        Input<string> TableArn(string table) => args.Account.Arn("glue", Output.Format($"table/{database}/{table}"));
    }

    private EventRule StartByRequests(PublicationArgs args)
    {
        var child = new CustomResourceOptions { Parent = this };
        var rule = new EventRule(
            $"{args.Name}-publish-start",
            new EventRuleArgs
            {
                Description = "Requests to publish in the raw bucket",
                EventPattern = ObjectCreatedPattern.In(args.Storage.Raw.BucketName, PublicationRequest.Keys),
            },
            child);

        var role = new ServiceRole(
            $"{args.Name}-publish-rule",
            new ServicePrincipal("events.amazonaws.com", rule.Arn),
            args.Account,
            this,
            IamStatement.Allow("StartExecution", ["states:StartExecution"], StateMachine.Arn));

        var before = role.Before(this);
        before.DependsOn.Add(args.Failures.DeclarePolicy(rule));
        _ = new EventTarget(
            $"{args.Name}-publish-start",
            new EventTargetArgs
            {
                Rule = rule.Name,
                Arn = StateMachine.Arn,
                RoleArn = role.Role.Arn,
                InputTransformer = new EventTargetInputTransformerArgs
                {
                    InputPaths = { ["key"] = "$.detail.object.key" },
                    InputTemplate = $$"""{"{{PublicationDefinition.Request}}":<key>}""",
                },
                RetryPolicy = new EventTargetRetryPolicyArgs
                {
                    MaximumRetryAttempts = MaxDeliveryRetries,
                    MaximumEventAgeInSeconds = (int)MaxDeliveryTime.TotalSeconds,
                },
                DeadLetterConfig = new EventTargetDeadLetterConfigArgs { Arn = args.Failures.Queue.Arn },
            },
            before);
        return rule;
    }
}
