using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Twin.Aws.Hosting;

namespace Twin.Cli.Reports;

internal static partial class AlarmHistory
{
    public const string Raised = "ALARM";

    public static ImmutableArray<AlarmChange> Read(IEnumerable<TimelineEntry> entries) =>
    [
        .. from entry in entries
           where entry.Source == TimelineSource.CloudWatch
           let change = Change().Match(entry.Text)
           where change.Success
           select new AlarmChange(entry.Time, change.Groups["name"].Value, change.Groups["to"].Value),
    ];

    // As CloudWatch's service writes it: the alarm, its old and its new state, the reason.
    [GeneratedRegex(@"^(?<name>.+): (?:OK|ALARM|INSUFFICIENT_DATA) → (?<to>OK|ALARM|INSUFFICIENT_DATA)\. ", RegexOptions.Singleline)]
    private static partial Regex Change();
}

internal sealed record AlarmChange(DateTimeOffset Time, string Alarm, string State);
