using System.Collections.Frozen;

namespace Twin.Aws.CloudWatch;

/// <summary>
/// The units that CloudWatch accepts
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html).
/// </summary>
internal static class MetricUnits
{
    /// <summary>The unit of a value without one.</summary>
    public const string None = "None";

    public const string Count = "Count";

    public const string Milliseconds = "Milliseconds";

    public const string Seconds = "Seconds";

    private static readonly string[] Quantities = ["Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes",
        "Bits", "Kilobits", "Megabits", "Gigabits", "Terabits", Count];

    private static readonly FrozenSet<string> All = Quantities
        .Concat(Quantities.Select(quantity => quantity + "/Second"))
        .Concat([Seconds, "Microseconds", Milliseconds, "Percent", None])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Determines whether CloudWatch accepts the unit; it is case-sensitive.</summary>
    public static bool Contains(string unit) => All.Contains(unit);
}
