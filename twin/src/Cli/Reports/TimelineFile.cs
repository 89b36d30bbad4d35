using Twin.Aws.Hosting;

namespace Twin.Cli.Reports;

internal static class TimelineFile
{
    public const string FileName = "timeline.jsonl";

    private static readonly JsonSerializerOptions Json = new(RunJson.Options)
    {
        WriteIndented = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Write(string folder, IEnumerable<TimelineEntry> entries)
    {
        using var file = File.CreateText(Path.Combine(folder, FileName));
        foreach (var entry in entries)
        {
            file.Write(JsonSerializer.Serialize(entry, Json) + "\n");
        }
    }

    /// <exception cref="JsonException">A line is not an entry.</exception>
    public static ImmutableArray<TimelineEntry>? Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        return File.Exists(file)
            ? [.. File.ReadLines(file).Where(line => line.Length > 0).Select(line =>
                JsonSerializer.Deserialize<TimelineEntry>(line, Json) ?? throw new JsonException("a line is null"))]
            : null;
    }
}
