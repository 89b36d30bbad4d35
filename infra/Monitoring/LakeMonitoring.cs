using System.Collections.Immutable;
using Infra.Monitoring.Alarms;
using Infra.Monitoring.Metrics;
using Pulumi;
using Pulumi.Aws.Budgets;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Sns;

namespace Infra.Monitoring;

/// <summary>
/// The stage that reports failures and costs to a person: alarms that reach a topic, a dashboard, a budget.
/// </summary>
internal sealed class LakeMonitoring : ComponentResource
{
    /// <summary>Declares the topic and everything that publishes to it, the dashboard, and the budget.</summary>
    public LakeMonitoring(string name, LakeMonitoringArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Monitoring", name, options)
    {
        CrawlerFailed = new EventRule(
            $"{args.Name}-crawler-failed",
            new EventRuleArgs
            {
                Description = "A crawl failed: Spark and Redshift Spectrum may lack the day's partitions",
                EventPattern = CrawlerFailedPattern.Of(args.Crawler.Name),
            },
            new CustomResourceOptions { Parent = this });

        var topic = new AlarmTopic(args.Name, args.Account, CrawlerFailed, args.Settings.AlarmEmails, this);
        Topic = topic.Topic;

        _ = new EventTarget(
            $"{args.Name}-crawler-failed",
            new EventTargetArgs { Rule = CrawlerFailed.Name, Arn = Topic.Arn },
            topic.After(this));

        Alarms = [.. AllAlarms(args).Select(alarm => alarm.Declare(args.Name, topic, this))];
        Dashboard = new LakeDashboard(args, Alarms).Declare(this);
        Budget = MonthlyBudget.Declare(args.Name, args.Settings, this);

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["topic"] = Topic.Arn,
            ["dashboard"] = Dashboard.DashboardName,
        });
    }

    /// <summary>The topic that every alarm notifies.</summary>
    public Topic Topic { get; }

    /// <summary>The rule that sends failed crawls to the topic.</summary>
    public EventRule CrawlerFailed { get; }

    /// <summary>All alarms.</summary>
    public ImmutableArray<MetricAlarm> Alarms { get; }

    /// <summary>The dashboard: the day's run at a glance, and the costs.</summary>
    public Dashboard Dashboard { get; }

    /// <summary>The monthly budget; null where no address is configured.</summary>
    public Budget? Budget { get; }

    private IEnumerable<Alarm> AllAlarms(LakeMonitoringArgs args)
    {
        var metric = new LakeMetric(args.Name);

        return
        [
            .. NoSnapshot(args, metric),
            .. SnapshotAlarms.Of(metric, args.Name, hasRefreshToken: args.Settings.RefreshToken is not null),
            .. new FunctionAlarms(
                args.Name,
                "extract",
                args.ExtractFunction,
                $"invoke {args.Name}-extract with {{}}, or dotnet dev.cs redrive --stack with the stack's name, "
                + "which does the same and empties the queue: it reads what Spotify tells now; a day that is past "
                + "stays without a snapshot.",
                "Before it is cut off, raise in the stack's configuration requestsPerSecond, as long as the dashboard's "
                + "waits for the Web API do not grow with it, or extractTimeout where it is below 900 seconds.").All(),
            .. new FunctionAlarms(
                args.Name,
                "transform",
                args.TransformFunction,
                "dotnet dev.cs redrive --stack with the stack's name; the event gives the same tables.",
                "Before it is cut off, raise transformTimeout or transformMemorySize (the processor grows with the "
                + "memory) in the stack's configuration.").All(),
            .. new FunctionAlarms(
                args.Name,
                "repair",
                args.RepairFunction,
                $"the next period does it; to have it now, invoke {args.Name}-repair with {{}}, or dotnet dev.cs "
                + "redrive --stack with the stack's name, which does the same and empties the queue.",
                "What did not fit is left to the next period: see SnapshotsUnrepaired on the dashboard, and raise "
                + "transformMemorySize (the processor grows with the memory) in the stack's configuration where it "
                + "stays above zero and the log names no damaged snapshot.").All(),
            .. FailureQueueAlarms.Of(args.FailureQueue),
            RuleAlarms.Of(
                "schedule",
                args.Schedule,
                $"No run was started: see whether {args.Name}-extract exists and lets the rule invoke it."),
            RuleAlarms.Of(
                "reconcile",
                args.ReconcileSchedule,
                $"Missing tables were not looked for: see whether {args.Name}-repair exists and lets the rule invoke "
                + "it."),
            RuleAlarms.Of(
                "crawl-start",
                args.NewFiles,
                "No crawl was started: Spark and Redshift Spectrum may lack the day's partitions, Athena lacks none. See "
                + "whether the rule's role may notify the workflow, then run the crawler."),
            RuleAlarms.Of(
                "crawler-notice",
                CrawlerFailed,
                "A crawl failed and nobody was told: see the crawler's last runs, and the policy of this topic."),
        ];
    }

    private IEnumerable<Alarm> NoSnapshot(LakeMonitoringArgs args, LakeMetric metric)
    {
        if (NoSnapshotAlarms.Hours(args.Settings.Schedule) is { } hours)
        {
            return NoSnapshotAlarms.Over(hours, metric, args.Name);
        }

        Log.Warn(
            $"The schedule {args.Settings.Schedule} leaves more time between two runs than the "
            + $"{Alarm.Longest.TotalDays:0} days that a CloudWatch alarm can look back: no alarm will tell when "
            + "snapshots stop. Choose a schedule that fires more often, or look at the dashboard.",
            this);

        return [];
    }
}
