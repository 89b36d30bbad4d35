namespace Local.Aws.CloudWatch;

/// <summary>How a period's values become one number; percentiles and trimmed means the twin does not have.</summary>
public enum Statistic
{
    SampleCount,
    Sum,
    Average,
    Minimum,
    Maximum,
}
