using System.Globalization;

namespace Local.CloudWatch;

/// <summary>What CloudWatch sends to a topic's e-mail subscriptions when an alarm changes its state.</summary>
internal static class AlarmMessage
{
    /// <summary>The subject; CloudWatch writes the region's name where this has its code.</summary>
    public static string SubjectOf(AlarmChange change, string region) =>
        $"{change.New.State.Text()}: \"{change.Alarm.Name}\" in {region}";

    /// <summary>The text.</summary>
    public static string TextOf(AlarmChange change, string region, string accountId) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        You are receiving this email because your Amazon CloudWatch Alarm "{change.Alarm.Name}" in the {region} region has entered the {change.New.State.Text()} state, because "{change.New.Reason}" at "{change.Time:dddd dd MMMM, yyyy HH:mm:ss} UTC".

        Alarm Details:
        - Name: {change.Alarm.Name}
        - Description: {change.Alarm.Description}
        - State Change: {change.Old.State.Text()} -> {change.New.State.Text()}
        - Reason for State Change: {change.New.Reason}
        - Timestamp: {change.Time:dddd dd MMMM, yyyy HH:mm:ss} UTC
        - AWS Account: {accountId}
        - Alarm Arn: {change.Alarm.Arn}

        Monitored Metric:
        - Metric: {change.Alarm.Metric}
        - Statistic: {change.Alarm.Statistic} of {change.Alarm.Period.TotalSeconds} seconds, {change.Alarm.DatapointsToAlarm} of {change.Alarm.EvaluationPeriods}
        """);
}
