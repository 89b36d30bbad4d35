namespace Twin.Aws.CloudWatch;

/// <summary>The statistics of a period's values. The twin has no percentiles and trimmed means.</summary>
public enum Statistic
{
    SampleCount,
    Sum,
    Average,
    Minimum,
    Maximum,
}
