namespace Twin.Aws.CloudWatch;

/// <summary>The error for a line of embedded metric format from which CloudWatch would extract no metric.</summary>
internal sealed class EmbeddedMetricException(string message) : Exception(message);
