using Infra.Settings;
using Infra.Stages;
using Pulumi.Aws.Athena;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Glue;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Sqs;

namespace Infra.Monitoring;

/// <summary>What <see cref="LakeMonitoring"/> watches, and who is told.</summary>
/// <param name="Name">The stack's name as in its resources, <c>spotify-dev</c>; every metric of the functions has it as
/// its dimension.</param>
/// <param name="Settings">Schedule, addresses, budget.</param>
/// <param name="Account">Where the stack is deployed to.</param>
/// <param name="Storage">The buckets, whose sizes cost money.</param>
/// <param name="ExtractFunction">Reads Spotify.</param>
/// <param name="Schedule">Starts it.</param>
/// <param name="TransformFunction">Writes the tables.</param>
/// <param name="RepairFunction">Makes tables that are missing.</param>
/// <param name="ReconcileSchedule">Starts it.</param>
/// <param name="FailureQueue">Holds what no function could do.</param>
/// <param name="NewFiles">Starts the crawler.</param>
/// <param name="Crawler">Fills the catalog.</param>
/// <param name="WorkGroup">Answers queries, for money.</param>
internal sealed record LakeMonitoringArgs(
    string Name,
    StackSettings Settings,
    AwsAccount Account,
    Storage Storage,
    Function ExtractFunction,
    EventRule Schedule,
    Function TransformFunction,
    Function RepairFunction,
    EventRule ReconcileSchedule,
    Queue FailureQueue,
    EventRule NewFiles,
    Crawler Crawler,
    Workgroup WorkGroup);
