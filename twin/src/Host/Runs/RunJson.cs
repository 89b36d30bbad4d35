using System.Text.Encodings.Web;
using System.Text.Json;

namespace Twin.Host.Runs;

/// <summary>The format of the JSON files that a run writes.</summary>
public static class RunJson
{
    /// <summary>Names in camel case, indented, with as little escaping as possible.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
