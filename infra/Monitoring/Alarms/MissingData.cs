namespace Infra.Monitoring.Alarms;

/// <summary>
/// What an alarm makes of a period without a value
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html).
/// </summary>
internal enum MissingData
{
    /// <summary>Nothing happened, which is well.</summary>
    NotBreaching,

    /// <summary>Nothing happened, which is what the alarm is for.</summary>
    Breaching,

    /// <summary>The last value still counts: one run's result stands until the next run's.</summary>
    Ignore,
}
