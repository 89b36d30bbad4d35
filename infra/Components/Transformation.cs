using Functions.Transform;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.S3;
using Pulumi.Aws.S3.Inputs;
using Pulumi.Aws.Sqs;

namespace Infra.Components;

internal sealed record TransformationArgs(
    string Name,
    StackSettings Settings,
    AwsAccount Account,
    LakeBucket RawBucket,
    LakeBucket ProcessedBucket,
    UsersKeyParameter Users,
    Queue FailureQueue);

/// <summary>The function that turns each complete raw snapshot into the seven tables, and imports and pages of plays
/// into the table of plays; a manifest starts it. With Spark there is none, and only the raw bucket's notification of
/// requests to publish is left.</summary>
internal sealed class Transformation : ComponentResource
{
    public Transformation(string name, TransformationArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Transformation", name, options)
    {
        var started = new CustomResourceOptions { Parent = this };
        if (args.Settings.Transform == TransformEngine.Function)
        {
            (Function, Role) = Declare(args);
            // S3 checks the permission when it makes the notification, so the permission comes first.
            started.DependsOn.Add(new Permission(
                $"{args.Name}-raw-bucket",
                new PermissionArgs
                {
                    Action = "lambda:InvokeFunction",
                    Function = Function.Name,
                    Principal = "s3.amazonaws.com",
                    SourceArn = args.RawBucket.Arn,
                    SourceAccount = args.Account.Id,
                },
                new CustomResourceOptions { Parent = this }));
        }

        Notification = new BucketNotification(
            $"{args.Name}-manifests",
            new BucketNotificationArgs
            {
                Bucket = args.RawBucket.BucketName,
                // For the requests to publish.
                Eventbridge = true,
                LambdaFunctions = Function is { } function ? TriggersOf(function) : [],
            },
            started);

        RegisterOutputs(new Dictionary<string, object?> { ["function"] = Function?.Name });
    }

    /// <summary>The function that writes the tables; null where Spark makes them.</summary>
    public Function? Function { get; }

    /// <summary>The execution role of the function.</summary>
    public Role? Role { get; }

    /// <summary>The raw bucket's only notification configuration: a second one would silently replace it.</summary>
    public BucketNotification Notification { get; }

    private static List<BucketNotificationLambdaFunctionArgs> TriggersOf(Function function) => Zones.Raw
        .Select(zone => new BucketNotificationLambdaFunctionArgs
        {
            Id = $"{zone.TrimEnd('/')}-manifest",
            LambdaFunctionArn = function.Arn,
            Events = { "s3:ObjectCreated:*" },
            FilterPrefix = zone,
            FilterSuffix = "/" + RawSnapshot.ManifestName,
        })
        .ToList();

    private (Function Function, Role Role) Declare(TransformationArgs args)
    {
        var function = new LakeFunction(
            $"{args.Name}-transform",
            new LakeFunctionArgs(
                Description: "Turns raw playlist snapshots and plays into the tables of the processed bucket",
                Handler: TransformHandler.Name,
                MemorySize: args.Settings.TransformMemorySize,
                Timeout: args.Settings.TransformTimeout,
                ReservedConcurrency: null,
                LogRetentionDays: args.Settings.LogRetentionDays,
                Environment: new Dictionary<string, Input<string>>
                {
                    [TransformEnvironment.Stack] = args.Name,
                    [TransformEnvironment.ProcessedBucket] = args.ProcessedBucket.BucketName,
                    [TransformEnvironment.TableFormat] = args.Settings.TableFormat.Name,
                }.WithRetention(
                    args.Settings, TransformEnvironment.TableRetentionDays, TransformEnvironment.PlaysRetentionDays)
                .WithUsers(args.Users),
                Permissions:
                [
                    .. args.RawBucket.AllowReadBelow("ReadRawZone", Zones.Raw),
                    // A month of plays is made from all of its manifests.
                    .. args.RawBucket.AllowListForNotFound("ListManifests"),
                    .. args.ProcessedBucket.AllowListForNotFound("TellMissingFromForbidden"),
                    .. args.ProcessedBucket.AllowReadBelow("ReadMarkers", Zones.Markers),
                    // A month that is made already is compared, and left as it is.
                    .. args.ProcessedBucket.AllowReadBelow("ReadPlays", Tables.Plays.Prefix),
                    .. args.ProcessedBucket.AllowWriteBelow("WriteTables", [.. Zones.OfDays, .. Zones.OfMonths]),
                    args.ProcessedBucket.AllowDeleteOtherFormats("DeleteOtherFormat", args.Settings.TableFormat),
                    .. args.Users.AllowRead("ReadUsersKey"),
                ],
                new FailedEvents(MaximumRetryAttempts: 2, args.FailureQueue),
                args.Account),
            new ComponentResourceOptions { Parent = this });

        return (function.Function, function.Role);
    }
}
