using System.Text.Encodings.Web;
using System.Text.Json;

namespace Local.Twin.Runs;

/// <summary>The form of the JSON files that a run writes.</summary>
public static class RunJson
{
    /// <summary>Names in camel case, indented, and no text escaped that need not be.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
