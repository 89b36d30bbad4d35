using Infra.Monitoring.Alarms;
using Infra.Monitoring.Dashboards;
using Infra.Monitoring.Metrics;
using Pulumi.Aws.CloudWatch;

namespace Infra.Monitoring;

/// <summary>The CloudWatch dashboard of the lake: on its first screen the day at a glance, below it the details and
/// the costs.</summary>
internal static class LakeDashboard
{
    /// <summary>Declares the dashboard.</summary>
    /// <param name="args">The resources that it shows.</param>
    /// <param name="lake">The metrics of the functions.</param>
    /// <param name="alarms">The alarms, each as it is described and as it is declared.</param>
    /// <param name="parent">The parent in the stack.</param>
    public static Dashboard Declare(
        LakeMonitoringArgs args,
        LakeMetric lake,
        ImmutableArray<(Alarm Described, MetricAlarm Declared)> alarms,
        Resource parent)
    {
        var widgets = new WidgetFactory(args, lake, [.. alarms.Select(alarm => alarm.Described)]);
        var grid = new Grid();
        new DayAtAGlance(args, widgets, [.. alarms.Select(alarm => alarm.Declared)]).AddTo(grid);
        new DataSections(args, widgets).AddTo(grid);
        new OperationSections(args, widgets).AddTo(grid);
        new CostSection(args, widgets).AddTo(grid);

        return new Dashboard(
            args.Name,
            new DashboardArgs
            {
                DashboardName = args.Name,
                DashboardBody = new DashboardBody(grid.Widgets).ToJson(),
            },
            new CustomResourceOptions { Parent = parent });
    }
}
