using System.Text.Json;

namespace Twin.Aws.Lambda;

/// <summary>The error of an invocation, as Lambda names it.</summary>
/// <param name="Type">The exception's type, or one of Lambda's own, for example <c>Sandbox.Timedout</c>.</param>
/// <param name="Message">The message.</param>
public sealed record FunctionError(string Type, string Message)
{
    /// <summary>Reads the error that a runtime reported.</summary>
    internal static FunctionError Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return new FunctionError(Text(json.RootElement, "errorType"), Text(json.RootElement, "errorMessage"));
        }
        catch (JsonException)
        {
            return new FunctionError("Runtime.Unknown", "The runtime reported an error without saying which.");
        }
    }

    /// <summary>Lambda's response for an error of its own.</summary>
    internal byte[] ToJson() =>
        JsonSerializer.SerializeToUtf8Bytes(
            new { errorType = Type, errorMessage = Message }, LambdaJsonOptions.Options);

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            ? value.ToString()
            : "Unknown";
}
