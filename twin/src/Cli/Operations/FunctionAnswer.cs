using System.Text.Json;

namespace Twin.Cli.Operations;

/// <summary>The answer of a function that was invoked synchronously.</summary>
/// <param name="Payload">The function's result, or Lambda's description of the error.</param>
/// <param name="IsError">True if the function failed.</param>
internal sealed record FunctionAnswer(byte[] Payload, bool IsError)
{
    /// <summary>The error message of a function that failed.</summary>
    public string Error
    {
        get
        {
            try
            {
                using var json = JsonDocument.Parse(Payload);
                return json.RootElement.TryGetProperty("errorMessage", out var message)
                    ? message.ToString()
                    : "see its log";
            }
            catch (JsonException)
            {
                return "see its log";
            }
        }
    }
}
