namespace Local.Aws.CloudWatch;

/// <summary>A line that is meant as embedded metric format and from which CloudWatch would take no metric.</summary>
internal sealed class EmbeddedMetricException(string message) : Exception(message);
