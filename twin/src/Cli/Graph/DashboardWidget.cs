namespace Twin.Cli.Graph;

/// <summary>A widget of a declared dashboard: its place in the grid of 24 columns, and what it shows.</summary>
/// <param name="Type">The type: <c>metric</c>, <c>alarm</c>, <c>log</c>, <c>text</c>.</param>
internal sealed record DashboardWidget(string Type, int X, int Y, int Width, int Height, JsonElement Properties)
{
    public string? Title => Text(Properties, "title");

    public string Kind => Type switch
    {
        "metric" => Text(Properties, "view") == "singleValue" ? "numbers" : "graph",
        "alarm" => "alarms",
        "log" => "log query",
        _ => Type,
    };

    public ImmutableArray<DashboardLine> Lines => [.. Items(Properties, "metrics").Where(IsShown).Select(Line)];

    public ImmutableArray<string> Thresholds => Properties.TryGetProperty("annotations", out var annotations)
        ? [.. Items(annotations, "horizontal").Select(threshold => string.Create(
            CultureInfo.InvariantCulture,
            $"{Text(threshold, "label")}: {(Text(threshold, "fill") == "below" ? "below" : "from")} "
            + $"{threshold.GetProperty("value").GetDouble()}"))]
        : [];

    public ImmutableArray<string> Alarms =>
        [.. Items(Properties, "alarms").Select(alarm => alarm.GetString()!.Split(':')[^1])];

    public string? Markdown => Text(Properties, "markdown");

    /// <summary>True for a text without a box around it.</summary>
    public bool IsHeading => Text(Properties, "background") == "transparent";

    public string? Query => Text(Properties, "query");

    public static ImmutableArray<DashboardWidget> AllOf(string body)
    {
        using var json = JsonDocument.Parse(body);
        return
        [
            .. Items(json.RootElement, "widgets").Select(widget => new DashboardWidget(
                widget.GetProperty("type").GetString()!,
                widget.GetProperty("x").GetInt32(),
                widget.GetProperty("y").GetInt32(),
                widget.GetProperty("width").GetInt32(),
                widget.GetProperty("height").GetInt32(),
                widget.GetProperty("properties").Clone())),
        ];
    }

    private static bool IsShown(JsonElement line) =>
        !line.EnumerateArray().Last().TryGetProperty("visible", out var visible) || visible.GetBoolean();

    // ["namespace", "metric", "dimension", "value", …, { options }]; an expression has its options only, and those of
    // the metric that it is made of come before it.
    private DashboardLine Line(JsonElement line)
    {
        var options = line.EnumerateArray().Last();
        var metric = Text(options, "expression") is { } expression
            ? Items(Properties, "metrics").First(other =>
                Text(other.EnumerateArray().Last(), "id") is { } id
                && expression.Contains($"({id},", StringComparison.Ordinal))
            : line;
        return new DashboardLine(Text(options, "label") ?? "", metric[1].GetString()!, Text(options, "color"));
    }

    private static ImmutableArray<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var items) ? [.. items.EnumerateArray()] : [];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) ? text.GetString() : null;
}

internal sealed record DashboardLine(string Label, string Metric, string? Color);
