namespace Infra.Monitoring.Alarms;

/// <summary>The meaning of a period without a value for an alarm
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html).</summary>
internal enum MissingDataTreatment
{
    /// <summary>Nothing happened, and that is good.</summary>
    NotBreaching,

    /// <summary>Nothing happened, and that is the problem.</summary>
    Breaching,

    /// <summary>The last value still counts: the result of one run is valid until the next run.</summary>
    Ignore,
}
