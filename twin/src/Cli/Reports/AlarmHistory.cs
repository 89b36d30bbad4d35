using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Twin.Aws.Hosting;

namespace Twin.Cli.Reports;

/// <summary>The states of the alarms over a run, from its timeline.</summary>
internal static partial class AlarmHistory
{
    /// <summary>The state of an alarm that is raised.</summary>
    public const string Raised = "ALARM";

    /// <summary>The changes of state, in order.</summary>
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

/// <summary>A change of an alarm's state.</summary>
/// <param name="Time">The time on the stack's clock.</param>
/// <param name="Alarm">The alarm's name.</param>
/// <param name="State">Its new state.</param>
internal sealed record AlarmChange(DateTimeOffset Time, string Alarm, string State);
