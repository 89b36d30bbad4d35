using System.Text.Encodings.Web;
using System.Text.Json;

namespace Local.Aws.Lambda;

/// <summary>How the service writes JSON: for people too, so only what JSON itself demands is escaped.</summary>
internal static class LambdaJsonOptions
{
    public static JsonSerializerOptions Options { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
