using System.Text.Encodings.Web;
using System.Text.Json;

namespace Twin.Aws.Lambda;

/// <summary>The format of the service's JSON: readable, with only the escapes that JSON requires.</summary>
internal static class LambdaJsonOptions
{
    public static JsonSerializerOptions Options { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
