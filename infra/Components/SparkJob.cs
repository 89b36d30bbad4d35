using System.Text;
using Functions.Metrics;
using Infra.Policies;
using Infra.Workflows;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Glue;
using Pulumi.Aws.Glue.Inputs;
using Pulumi.Aws.Iam;
using Pulumi.Aws.S3;

namespace Infra.Components;

internal sealed record SparkJobArgs(
    string Name,
    StackSettings Settings,
    AwsAccount Account,
    LakeBucket RawBucket,
    LakeBucket ProcessedBucket,
    UsersKeyParameter Users);

/// <summary>The Glue job that makes the same tables as the transform function, with Spark. It is there with either
/// engine: a replay of years may ask for it.</summary>
internal sealed class SparkJob : ComponentResource
{
    public SparkJob(string name, SparkJobArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:SparkJob", name, options)
    {
        var job = $"{args.Name}-spark";
        ImmutableArray<LogGroup> logs = [.. Streams.Select(stream => new LogGroup(
            $"{job}-{stream}",
            new LogGroupArgs
            {
                Name = $"{LogPrefixOf(job)}/{stream}",
                RetentionInDays = args.Settings.LogRetentionDays,
            },
            new CustomResourceOptions { Parent = this }))];
        var role = new ServiceRole(
            job,
            // Glue does not document which keys it sends. Assumption: job-role.
            new ServicePrincipal("glue.amazonaws.com", args.Account.Arn("glue", $"job/{job}"))
            {
                SendsSourceArn = false,
                AccountComparison = "StringEqualsIfExists",
            },
            args.Account,
            this,
            Permissions(args, logs));
        Role = role.Role;

        var script = Store($"{job}-script", SparkCode.Script, new BucketObjectv2Args
        {
            Content = Encoding.UTF8.GetString(SparkCode.Script.Content),
            ContentType = "text/x-python",
        });
        var package = Store($"{job}-package", SparkCode.Package, new BucketObjectv2Args
        {
            ContentBase64 = Convert.ToBase64String(SparkCode.Package.Content),
            ContentType = "application/zip",
        });

        var before = role.Before(this);
        before.DependsOn.Add(script);
        before.DependsOn.Add(package);
        Job = new Job(
            job,
            new JobArgs
            {
                // The role's trust policy names the job, so Pulumi cannot generate the name later.
                Name = job,
                Description = "Makes the tables that raw snapshots and plays lack",
                RoleArn = Role.Arn,
                GlueVersion = args.Settings.GlueVersion,
                WorkerType = "G.1X",
                NumberOfWorkers = args.Settings.SparkWorkers,
                Timeout = (int)SparkTask.JobTimeout.TotalMinutes,
                // What a run leaves undone, the next one does, or the repair.
                MaxRetries = 0,
                ExecutionProperty = new JobExecutionPropertyArgs { MaxConcurrentRuns = 1 },
                Command = new JobCommandArgs
                {
                    Name = "glueetl",
                    PythonVersion = "3",
                    ScriptLocation = AddressOf(SparkCode.Script),
                },
                DefaultArguments =
                {
                    ["--job-language"] = "python",
                    // Markers tell what is done.
                    ["--job-bookmark-option"] = "job-bookmark-disable",
                    ["--extra-py-files"] = AddressOf(SparkCode.Package),
                    ["--custom-logGroup-prefix"] = LogPrefixOf(job),
                    ["--raw-bucket"] = args.RawBucket.BucketName,
                    ["--processed-bucket"] = args.ProcessedBucket.BucketName,
                    ["--format"] = args.Settings.TableFormat.Name,
                    ["--stack"] = args.Name,
                    ["--aws-region"] = args.Account.Region,
                },
            }.WithRetention(args.Settings).WithUsers(args.Users),
            before);

        RegisterOutputs(new Dictionary<string, object?> { ["job"] = Job.Name });

        BucketObjectv2 Store(string logicalName, SparkCode code, BucketObjectv2Args content)
        {
            content.Bucket = args.ProcessedBucket.BucketName;
            content.Key = code.Key;
            content.ChecksumAlgorithm = "SHA256";
            return new BucketObjectv2(logicalName, content, args.ProcessedBucket.ObjectOptions(this));
        }

        Output<string> AddressOf(SparkCode code) => Output.Format($"s3://{args.ProcessedBucket.BucketName}/{code.Key}");
    }

    public Job Job { get; }

    /// <summary>The role of the job's runs.</summary>
    public Role Role { get; }

    /// <summary>The names of a job's log groups after their common beginning: of what Spark logs, and of what the
    /// script prints (https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html).</summary>
    private static ImmutableArray<string> Streams { get; } = ["error", "output"];

    private static string LogPrefixOf(string job) => $"/aws-glue/jobs/{job}";

    private static IEnumerable<IamStatement> Permissions(SparkJobArgs args, ImmutableArray<LogGroup> logs) =>
    [
        .. args.RawBucket.AllowListForNotFound("ListManifests"),
        .. args.RawBucket.AllowReadBelow("ReadRawZone", Zones.Raw),
        .. args.ProcessedBucket.AllowList("ListMarkers"),
        .. args.ProcessedBucket.AllowReadBelow("ReadCode", SparkCode.Prefix),
        .. args.ProcessedBucket.AllowReadBelow(
            "CompareTables", [.. Zones.OfDays, .. Zones.OfMonths, ReplayZone.Prefix]),
        .. args.ProcessedBucket.AllowWriteBelow(
            "WriteTables", [.. Zones.OfDays, .. Zones.OfMonths]),
        .. args.ProcessedBucket.AllowWriteBelow("WriteReplays", ReplayZone.Prefix),
        args.ProcessedBucket.AllowDeleteOtherFormats("DeleteOtherFormat", args.Settings.TableFormat),
        .. args.Users.AllowRead("ReadUsersKey"),
        IamStatement.AllowMatching(
            "PutMetrics",
            "CloudWatch has no resources that this action could be bound to "
            + "(https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html)",
            ["cloudwatch:PutMetricData"],
            "*")
            .When("StringEquals", "cloudwatch:namespace", LakeMetrics.Namespace),
        IamStatement.AllowMatching(
            "WriteLog",
            "Glue names the log groups' streams",
            ["logs:CreateLogStream", "logs:PutLogEvents"],
            logs.Select(log => (Input<string>)Output.Format($"{log.Arn}:*"))),
    ];
}
