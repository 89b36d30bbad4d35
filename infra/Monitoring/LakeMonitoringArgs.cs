using Infra.Components;
using Pulumi.Aws.Athena;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Glue;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Sqs;

namespace Infra.Monitoring;

/// <summary>The arguments of <see cref="LakeMonitoring"/>.</summary>
/// <param name="Name">The stack's name in its resources, <c>spotify-dev</c>; every metric of the functions has it as
/// its dimension.</param>
/// <param name="Settings">The settings: schedule, addresses, budget.</param>
/// <param name="Account">The account and region of the stack.</param>
/// <param name="Storage">The buckets, whose sizes cost money.</param>
/// <param name="ExtractFunction">The function that reads Spotify.</param>
/// <param name="Schedule">The rule that starts it.</param>
/// <param name="PlaysSchedule">The rule that has it read plays; null where there is none.</param>
/// <param name="TransformFunction">The function that writes the tables; null where Spark makes them.</param>
/// <param name="SparkJob">The job that makes tables with Spark.</param>
/// <param name="RepairFunction">The function that makes missing tables.</param>
/// <param name="ReconcileSchedule">The rule that starts it.</param>
/// <param name="ForgetFunction">The function with which a person forgets.</param>
/// <param name="FailureQueue">The queue of events that a function could not handle.</param>
/// <param name="WorkGroup">The Athena work group of the named queries.</param>
/// <param name="PublicationWorkGroup">The Athena work group of the publication.</param>
internal sealed record LakeMonitoringArgs(
    string Name,
    StackSettings Settings,
    AwsAccount Account,
    Storage Storage,
    Function ExtractFunction,
    EventRule Schedule,
    EventRule? PlaysSchedule,
    Function? TransformFunction,
    Job SparkJob,
    Function RepairFunction,
    EventRule ReconcileSchedule,
    Function ForgetFunction,
    Queue FailureQueue,
    Publication Publication,
    Workgroup WorkGroup,
    Workgroup PublicationWorkGroup);
