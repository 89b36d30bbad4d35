namespace Infra.Monitoring.Alarms;

/// <summary>
/// The meaning of a period without a value for an alarm
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html).
/// </summary>
internal enum MissingDataTreatment
{
    /// <summary>Nothing happened, which is well.</summary>
    NotBreaching,

    /// <summary>Nothing happened, which is what the alarm is for.</summary>
    Breaching,

    /// <summary>The last value still counts: one run's result stands until the next run's.</summary>
    Ignore,
}
