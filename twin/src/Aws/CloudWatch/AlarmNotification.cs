using System.Globalization;
using Twin.Aws.Iam;

namespace Twin.Aws.CloudWatch;

/// <summary>
/// The message that CloudWatch sends to a topic's e-mail subscriptions when an alarm changes its state.
/// </summary>
internal static class AlarmNotification
{
    /// <summary>The subject. CloudWatch writes the region's name where this has its code.</summary>
    public static string SubjectOf(AlarmStateChange change, string region) =>
        $"{change.New.State.Text()}: \"{change.Alarm.Name}\" in {region}";

    /// <summary>The text.</summary>
    public static string TextOf(AlarmStateChange change, string region, string accountId)
    {
        var alarm = change.Alarm;
        var time = change.Time.ToString("dddd dd MMMM, yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
        string[] lines =
        [
            $"You are receiving this email because your Amazon CloudWatch Alarm \"{alarm.Name}\" in the {region} region "
                + $"has entered the {change.New.State.Text()} state, because \"{change.New.Reason}\" at \"{time}\".",
            "",
            "Alarm Details:",
            $"- Name: {alarm.Name}",
            $"- Description: {alarm.Description}",
            $"- State Change: {change.Old.State.Text()} -> {change.New.State.Text()}",
            $"- Reason for State Change: {change.New.Reason}",
            $"- Timestamp: {time}",
            $"- AWS Account: {accountId}",
            $"- Alarm Arn: {alarm.Arn}",
            "",
            "Monitored Metric:",
            $"- Metric: {alarm.Metric}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"- {alarm.Statistic} of {alarm.Period.TotalSeconds} seconds, {alarm.DatapointsToAlarm} of "
                + $"{alarm.EvaluationPeriods} periods"),
        ];
        return string.Join('\n', lines);
    }
}
