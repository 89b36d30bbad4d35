namespace Twin.Aws.CloudWatch;

/// <summary>The treatment of periods without a value if there are too few values.</summary>
public enum MissingData
{
    /// <summary>Missing: without any value the alarm has insufficient data.</summary>
    Missing,

    /// <summary>Ignored: without any value the alarm keeps its state.</summary>
    Ignore,

    /// <summary>Treated as a value beyond the threshold.</summary>
    Breaching,

    /// <summary>Treated as a value within the threshold.</summary>
    NotBreaching,
}
