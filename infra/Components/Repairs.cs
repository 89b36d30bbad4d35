using Functions.Repair;
using Infra.Schedules;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Sqs;

namespace Infra.Components;

internal sealed record RepairsArgs(
    string Name,
    StackSettings Settings,
    AwsAccount Account,
    LakeBucket RawBucket,
    LakeBucket ProcessedBucket,
    UsersKeyParameter Users,
    Queue FailureQueue);

/// <summary>The function that keeps the tables equal to the raw zone: on a schedule it transforms snapshots whose
/// event was lost, and on request it makes the tables of past days again.</summary>
internal sealed class Repairs : ComponentResource
{
    // Lambda's maximum: what does not fit waits for the next period.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(15);

    public Repairs(string name, RepairsArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Repairs", name, options)
    {
        var function = new LakeFunction(
            $"{args.Name}-repair",
            new LakeFunctionArgs(
                Description: "Transforms raw snapshots that have no tables, and makes the tables of days again",
                Handler: RepairHandler.Name,
                // It does the transform's work, one snapshot after another.
                MemorySize: args.Settings.TransformMemorySize,
                Timeout: Timeout,
                ReservedConcurrency: null,
                LogRetentionDays: args.Settings.LogRetentionDays,
                Environment: new Dictionary<string, Input<string>>
                {
                    [RepairEnvironment.Stack] = args.Name,
                    [RepairEnvironment.RawBucket] = args.RawBucket.BucketName,
                    [RepairEnvironment.ProcessedBucket] = args.ProcessedBucket.BucketName,
                    [RepairEnvironment.ReconcileMinutes] = MinutesOf(args.Settings.ReconcileSchedule),
                    [RepairEnvironment.TableFormat] = args.Settings.TableFormat.Name,
                    [RepairEnvironment.FirstDay] =
                        args.Settings.FirstDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                }.WithRetention(
                    args.Settings,
                    RepairEnvironment.RawRetentionDays,
                    RepairEnvironment.TableRetentionDays,
                    RepairEnvironment.PlaysRetentionDays)
                .WithUsers(args.Users),
                Permissions:
                [
                    .. args.RawBucket.AllowListForNotFound("ListManifests"),
                    .. args.RawBucket.AllowReadBelow("ReadRawZone", Zones.Raw),
                    .. args.RawBucket.AllowWriteBelow(
                        "RequestPublication", PublicationRequest.KeysOf(PublicationRequest.Replay)),
                    .. args.ProcessedBucket.AllowListForNotFound("ListMarkers"),
                    .. args.ProcessedBucket.AllowReadBelow("ReadMarkers", Zones.Markers),
                    .. args.ProcessedBucket.AllowReadBelow(
                        "CompareTables",
                        [.. Zones.Tables, RejectedZone.OfDays, RejectedZone.OfMonths, ReplayZone.Prefix]),
                    .. args.ProcessedBucket.AllowWriteBelow(
                        "WriteTables", [.. Zones.OfDays, .. Zones.OfMonths]),
                    .. args.ProcessedBucket.AllowWriteBelow("WriteReplays", ReplayZone.Prefix),
                    args.ProcessedBucket.AllowDeleteOtherFormats("DeleteOtherFormat", args.Settings.TableFormat),
                    .. args.Users.AllowRead("ReadUsersKey"),
                ],
                // The next period repeats what this one could not do.
                new FailedEvents(MaximumRetryAttempts: 0, args.FailureQueue),
                args.Account),
            new ComponentResourceOptions { Parent = this });

        (Function, Role) = (function.Function, function.Role);
        Schedule = FunctionSchedule.Declare(
            $"{args.Name}-reconcile", "When missing tables are made", args.Settings.ReconcileSchedule, Function, this);

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["function"] = Function.Name,
            ["schedule"] = Schedule.Name,
        });
    }

    public Function Function { get; }

    /// <summary>The execution role of the function.</summary>
    public Role Role { get; }

    /// <summary>The rule that starts the search for missing tables.</summary>
    public EventRule Schedule { get; }

    // A schedule that fires once or never does not report a snapshot again.
    private static string MinutesOf(string schedule) => Math.Max(
        1, Math.Ceiling(ScheduleExpression.Parse(schedule).MaxGap()?.TotalMinutes ?? 1))
        .ToString(CultureInfo.InvariantCulture);
}
