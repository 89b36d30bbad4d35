namespace Functions.Metrics;

/// <summary>Writes metrics as lines in the embedded metric format, from which CloudWatch takes them without a call:
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html</summary>
/// <remarks>The lines bypass the logger, which would put each into a JSON object of its own: the format allows
/// nothing around them. Lambda takes lines without a level for INFO, so an application log level above that would
/// lose them. Assumption: metric-lines.</remarks>
internal sealed class MetricLog(string stack, Stream output, TimeProvider time)
{
    /// <summary>Writes one line. Its values have the stack's dimension.</summary>
    public void Write(params IReadOnlyCollection<MetricDatum> metrics)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            WriteDirective(json, metrics);
            json.WriteString(LakeMetrics.StackDimension, stack);
            foreach (var metric in metrics)
            {
                json.WriteNumber(metric.Name, metric.Value);
            }

            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        // In one write, so that no line of the logger gets into it.
        output.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
        output.Flush();
    }

    private void WriteDirective(Utf8JsonWriter json, IReadOnlyCollection<MetricDatum> metrics)
    {
        json.WriteStartObject("_aws");
        json.WriteNumber("Timestamp", time.GetUtcNow().ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics");
        json.WriteStartObject();
        json.WriteString("Namespace", LakeMetrics.Namespace);

        json.WriteStartArray("Dimensions");
        json.WriteStartArray();
        json.WriteStringValue(LakeMetrics.StackDimension);
        json.WriteEndArray();
        json.WriteEndArray();

        json.WriteStartArray("Metrics");
        foreach (var metric in metrics)
        {
            json.WriteStartObject();
            json.WriteString("Name", metric.Name);
            json.WriteString("Unit", metric.Unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <param name="Unit">The unit by CloudWatch's name
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html).</param>
internal sealed record MetricDatum(string Name, string Unit, double Value)
{
    public static MetricDatum Count(string name, long value) => new(name, "Count", value);

    public static MetricDatum Days(string name, TimeSpan time) => new(name, "None", Math.Round(time.TotalDays, 2));
}
