namespace Twin.Aws.CloudWatch;

/// <summary>The comparisons with a threshold. An alarm without a band has these four.</summary>
public enum ThresholdComparison
{
    GreaterThanOrEqualToThreshold,
    GreaterThanThreshold,
    LessThanThreshold,
    LessThanOrEqualToThreshold,
}

/// <summary>The comparison, and its wording in reasons.</summary>
internal static class ThresholdComparisons
{
    public static bool IsBreaching(this ThresholdComparison comparison, double value, double threshold) =>
        comparison switch
        {
            ThresholdComparison.GreaterThanOrEqualToThreshold => value >= threshold,
            ThresholdComparison.GreaterThanThreshold => value > threshold,
            ThresholdComparison.LessThanThreshold => value < threshold,
            _ => value <= threshold,
        };

    public static string Words(this ThresholdComparison comparison) => comparison switch
    {
        ThresholdComparison.GreaterThanOrEqualToThreshold => "greater than or equal to",
        ThresholdComparison.GreaterThanThreshold => "greater than",
        ThresholdComparison.LessThanThreshold => "less than",
        _ => "less than or equal to",
    };
}
