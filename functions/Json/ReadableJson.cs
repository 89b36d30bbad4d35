using System.Text.Encodings.Web;

namespace Functions.Json;

/// <summary>JSON for people. It is never part of a web page, so letters and quotes need no escapes.</summary>
internal static class ReadableJson
{
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
