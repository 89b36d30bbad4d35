using System.Text.Encodings.Web;
using System.Text.Json;

namespace Functions.Lake;

/// <summary>JSON that people read: it is never part of a web page, so letters and quotes stay as they are.</summary>
internal static class ReadableJson
{
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
