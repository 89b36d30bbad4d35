using System.Text.Json.Serialization.Metadata;
using Functions.Json;

namespace Functions.Hosting;

/// <summary>A line of the log: a JSON object with an event and its details.</summary>
internal static class LogLine
{
    public static string Format<T>(string happened, T detail, JsonTypeInfo<T> type)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, ReadableJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("event", happened);
            json.WritePropertyName("detail");
            JsonSerializer.Serialize(json, detail, type);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.ToArray());
    }
}
