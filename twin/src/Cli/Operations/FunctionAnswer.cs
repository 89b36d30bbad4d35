using System.Text.Json;

namespace Twin.Cli.Operations;

/// <param name="Payload">The function's result, or Lambda's description of the error.</param>
internal sealed record FunctionAnswer(byte[] Payload, bool IsError)
{
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
