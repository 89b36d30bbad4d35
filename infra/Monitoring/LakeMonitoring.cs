using Infra.Monitoring.Alarms;
using Infra.Monitoring.Metrics;
using Pulumi.Aws.Budgets;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Sns;

namespace Infra.Monitoring;

/// <summary>The stage that reports failures and costs to a person: alarms that reach a topic, a dashboard, a
/// budget.</summary>
internal sealed class LakeMonitoring : ComponentResource
{
    public LakeMonitoring(string name, LakeMonitoringArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Monitoring", name, options)
    {
        var topic = new AlarmTopic(args.Name, args.Account, args.Settings.AlarmEmails, this);
        Topic = topic.Topic;
        var lake = new LakeMetric(args.Name);
        ImmutableArray<(Alarm, MetricAlarm)> alarms =
            [.. AllAlarms(args, lake).Select(alarm => (alarm, alarm.Declare(args.Name, topic, this)))];
        Alarms = [.. alarms.Select(alarm => alarm.Item2)];
        Dashboard = LakeDashboard.Declare(args, lake, alarms, this);
        Budget = MonthlyBudget.Declare(args.Name, args.Settings, this);

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["topic"] = Topic.Arn,
            ["dashboard"] = Dashboard.DashboardName,
        });
    }

    /// <summary>The topic that every alarm notifies.</summary>
    public Topic Topic { get; }
    public ImmutableArray<MetricAlarm> Alarms { get; }

    /// <summary>The dashboard: the day at a glance, the details and the costs.</summary>
    public Dashboard Dashboard { get; }

    /// <summary>The monthly budget; null where no address is configured.</summary>
    public Budget? Budget { get; }

    private IEnumerable<Alarm> AllAlarms(LakeMonitoringArgs args, LakeMetric metric) =>
    [
        .. NoSnapshot(args, metric),
        .. SnapshotAlarms.Create(metric, args.Name, hasRefreshToken: args.Settings.RefreshToken is not null),
        SilenceAlarms.Unrepaired(SilenceAlarms.Hours(args.Settings.ReconcileSchedule), metric, args.Name),
        FailureAlarms.Waiting(args.FailureQueue),
        FailureAlarms.Publication(args.Publication.StateMachine, args.Name),
    ];

    private IEnumerable<Alarm> NoSnapshot(LakeMonitoringArgs args, LakeMetric metric)
    {
        if (SilenceAlarms.Hours(args.Settings.Schedule) is { } hours)
        {
            return [SilenceAlarms.NoSnapshot(hours, metric, args.Name, !args.Settings.Playlists.IsEmpty)];
        }

        Log.Warn(
            $"The schedule {args.Settings.Schedule} leaves more time between two runs than the "
            + $"{Alarm.MaxDuration.TotalDays:0} days that a CloudWatch alarm can look back: no alarm will tell when "
            + "snapshots stop. Choose a schedule that fires more often, or look at the dashboard.",
            this);

        return [];
    }
}
