namespace Local.Aws.CloudWatch;

/// <summary>What a period without a value counts as, where there are too few values.</summary>
public enum MissingData
{
    /// <summary>As nothing: without any value the alarm has insufficient data.</summary>
    Missing,

    /// <summary>As nothing: without any value the alarm stays as it is.</summary>
    Ignore,

    /// <summary>As a value beyond the threshold.</summary>
    Breaching,

    /// <summary>As a value within the threshold.</summary>
    NotBreaching,
}
