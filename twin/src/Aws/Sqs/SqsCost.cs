using Twin.Aws.Billing;
using Twin.Aws.Metering;

namespace Twin.Aws.Sqs;

/// <summary>The cost of SQS: its requests.</summary>
internal static class SqsCost
{
    public const string Requests = "sqs.requests";

    /// <summary>The lines of a bill that daily runs add.</summary>
    public static IEnumerable<BillLine> OfRuns(BilledMonth month) =>
        [month.Daily(Requests, month.Usage.Sum(SqsUsage.Service))];
}
