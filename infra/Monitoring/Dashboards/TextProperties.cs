namespace Infra.Monitoring.Dashboards;

internal sealed record TextProperties(Output<string> Markdown) : WidgetProperties
{
    [JsonIgnore]
    public override string Type => "text";

    /// <summary><c>transparent</c> for a text without a box; null for one with a box.</summary>
    public string? Background { get; private init; }

    /// <summary>The heading of the rows below it.</summary>
    public static TextProperties Heading(string text) =>
        new(Output.Create($"## {text}")) { Background = "transparent" };
}
