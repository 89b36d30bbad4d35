using Twin.Aws.Metering;

namespace Twin.Aws.Kms;

/// <summary>The billable use of KMS.</summary>
public static class KmsUsage
{
    public const string Service = "KMS";

    /// <summary>Counts the calls of services; the caller is the service.</summary>
    public static void Count(IEnumerable<KeyCall> calls, Meter meter)
    {
        foreach (var call in calls)
        {
            meter.Count(Service, call.Action["kms:".Length..], call.Key, call.Service, call.Times);
        }
    }
}
