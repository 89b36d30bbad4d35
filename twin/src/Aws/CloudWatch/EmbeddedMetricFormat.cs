namespace Twin.Aws.CloudWatch;

/// <summary>Reads log lines in embedded metric format, strictly by its specification
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html):
/// CloudWatch extracts no metric from an invalid line and reports no error in the function's log.</summary>
internal static class EmbeddedMetricFormat
{
    private const string Root = "_aws";
    private const string Directives = "CloudWatchMetrics";
    private const int MaxEventLength = 1024 * 1024;
    private const int MaxDimensions = 30;
    private const int MaxMetrics = 100;
    private const int MaxValues = 100;
    private const int MaxNameLength = 1024;
    private const int MaxDimensionNameLength = 250;
    private static readonly double LargestValue = Math.Pow(2, 360);

    /// <summary>The metrics of a line; empty for a line that is not in the format.</summary>
    /// <exception cref="EmbeddedMetricException">The line is in the format and not valid.</exception>
    public static ImmutableArray<EmbeddedMetric> Read(string line)
    {
        if (!line.Contains(Root, StringComparison.Ordinal) || !line.Contains(Directives, StringComparison.Ordinal))
        {
            return [];
        }

        if (Encoding.UTF8.GetByteCount(line) > MaxEventLength)
        {
            throw new EmbeddedMetricException("the line is longer than 1 MB");
        }

        try
        {
            // Lambda's text format writes the time, the request id and the level before the function's text.
            using var json = JsonDocument.Parse(line[Math.Max(0, line.IndexOf('{', StringComparison.Ordinal))..]);
            return json.RootElement.TryGetProperty(Root, out var metadata)
                ? [.. Read(json.RootElement, metadata)]
                : throw new EmbeddedMetricException(
                    $"{Root} is not a member of the line's own object: something has wrapped the line, a logger for "
                    + "example. Write it to the standard output as it is");
        }
        catch (JsonException broken)
        {
            throw new EmbeddedMetricException($"it is not JSON ({broken.Message})");
        }
    }

    private static IEnumerable<EmbeddedMetric> Read(JsonElement root, JsonElement metadata)
    {
        Expect(metadata, JsonValueKind.Object, Root);
        var time = Time(Member(metadata, "Timestamp", Root));
        foreach (var directive in Items(metadata, Directives, Root))
        {
            Expect(directive, JsonValueKind.Object, Directives);
            var name = Text(Member(directive, "Namespace", Directives), "Namespace", MaxNameLength);
            if (name.StartsWith("AWS/", StringComparison.Ordinal))
            {
                throw new EmbeddedMetricException($"the Namespace '{name}' is one of AWS's own");
            }

            var sets = Items(directive, "Dimensions", Directives).Select(set => Dimensions(root, set)).ToList();
            if (sets.Count == 0)
            {
                throw new EmbeddedMetricException("Dimensions is empty; a set without a dimension is [[]]");
            }

            var definitions = Items(directive, "Metrics", Directives);
            if (definitions.Length > MaxMetrics)
            {
                throw new EmbeddedMetricException(
                    $"Metrics has {definitions.Length} entries; {MaxMetrics} are allowed");
            }

            foreach (var definition in definitions)
            {
                foreach (var set in sets)
                {
                    yield return Metric(root, name, set, definition, time);
                }
            }
        }
    }

    private static DateTimeOffset Time(JsonElement timestamp) =>
        timestamp.ValueKind == JsonValueKind.Number && timestamp.TryGetInt64(out var milliseconds)
        && milliseconds >= 0 && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new EmbeddedMetricException(
                $"Timestamp is {timestamp.GetRawText()}; it must be milliseconds since 1970, a whole number");

    private static (string Name, string Value)[] Dimensions(JsonElement root, JsonElement set)
    {
        Expect(set, JsonValueKind.Array, "a set of Dimensions");
        var names = set.EnumerateArray().Select(name => Text(name, "a dimension", MaxDimensionNameLength)).ToList();
        if (names.Count > MaxDimensions)
        {
            throw new EmbeddedMetricException($"a set has {names.Count} dimensions; {MaxDimensions} are allowed");
        }

        return [.. names.Distinct(StringComparer.Ordinal).Select(name => (name, DimensionValue(root, name)))];
    }

    private static string DimensionValue(JsonElement root, string name)
    {
        var what = $"the dimension '{name}'";
        var value = Text(Target(root, name, what), what, MaxNameLength);
        return Ascii.IsValid(value) && !string.IsNullOrWhiteSpace(value) && value[0] != ':'
            ? value
            : throw new EmbeddedMetricException(
                $"{what} is '{value}'; a value is ASCII, not blank, and does not begin with a colon");
    }

    private static EmbeddedMetric Metric(
        JsonElement root,
        string @namespace,
        (string Name, string Value)[] dimensions,
        JsonElement definition,
        DateTimeOffset time)
    {
        Expect(definition, JsonValueKind.Object, "Metrics");
        var name = Text(Member(definition, "Name", "Metrics"), "Name", MaxNameLength);
        var unit = definition.TryGetProperty("Unit", out var given)
            ? Text(given, "Unit", MaxNameLength)
            : MetricUnits.None;
        if (!MetricUnits.Contains(unit))
        {
            throw new EmbeddedMetricException(
                $"the metric '{name}' has the Unit '{unit}', which CloudWatch does not know");
        }

        if (definition.TryGetProperty("StorageResolution", out var resolution)
            && resolution.GetRawText() is not ("1" or "60"))
        {
            throw new EmbeddedMetricException(
                $"the metric '{name}' has the StorageResolution {resolution.GetRawText()}; it can be 1 or 60");
        }

        return new EmbeddedMetric(
            MetricIdentity.Create(@namespace, name, dimensions), unit, Values(root, name), time);
    }

    private static ImmutableArray<double> Values(JsonElement root, string name)
    {
        var target = Target(root, name, $"the metric '{name}'");
        ImmutableArray<JsonElement> values =
            target.ValueKind == JsonValueKind.Array ? [.. target.EnumerateArray()] : [target];
        if (values.Length is 0 or > MaxValues)
        {
            throw new EmbeddedMetricException(
                $"the metric '{name}' has {values.Length} values; there can be 1 to {MaxValues}");
        }

        return [.. values.Select(value => value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out var number) && Math.Abs(number) <= LargestValue
                ? number
                : throw new EmbeddedMetricException(
                    $"the metric '{name}' is {value.GetRawText()}, which is not a number"))];
    }

    private static JsonElement Target(JsonElement root, string name, string what) =>
        root.TryGetProperty(name, out var target)
            ? target
            : throw new EmbeddedMetricException($"{what} has no value: the line has no member '{name}'");

    private static JsonElement Member(JsonElement element, string name, string parent) =>
        element.TryGetProperty(name, out var member)
            ? member
            : throw new EmbeddedMetricException($"{parent} has no {name}");

    private static ImmutableArray<JsonElement> Items(JsonElement element, string name, string parent)
    {
        var list = Member(element, name, parent);
        Expect(list, JsonValueKind.Array, name);
        return [.. list.EnumerateArray()];
    }

    private static string Text(JsonElement element, string what, int longest)
    {
        Expect(element, JsonValueKind.String, what);
        var text = element.GetString()!;
        return text.Length > 0 && text.Length <= longest
            ? text
            : throw new EmbeddedMetricException($"{what} has {text.Length} characters; it must have 1 to {longest}");
    }

    private static void Expect(JsonElement element, JsonValueKind kind, string what)
    {
        if (element.ValueKind != kind)
        {
            throw new EmbeddedMetricException($"{what} is {element.GetRawText()}, and must be of the kind {kind}");
        }
    }
}

/// <summary>The values of one metric in one line of embedded metric format.</summary>
/// <param name="Unit">One of CloudWatch's units.</param>
/// <param name="Values">The values; at least one.</param>
internal sealed record EmbeddedMetric(
    MetricIdentity Metric, string Unit, ImmutableArray<double> Values, DateTimeOffset Time);

/// <summary>The error for a line of embedded metric format from which CloudWatch would extract no metric.</summary>
internal sealed class EmbeddedMetricException(string message) : Exception(message);
