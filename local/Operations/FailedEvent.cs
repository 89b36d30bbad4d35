using System.Text.Json;

namespace Local.Operations;

/// <summary>An event that a function could not handle, as Lambda describes it in the failure queue.</summary>
/// <param name="Handle">By which it is taken out of the queue.</param>
/// <param name="Function">The function's name.</param>
/// <param name="Payload">The event, as the function got it.</param>
/// <param name="FailedAt">When it failed for the last time.</param>
/// <param name="Reason">What the function said.</param>
internal sealed record FailedEvent(
    string Handle, string Function, ReadOnlyMemory<byte> Payload, DateTimeOffset FailedAt, string Reason)
{
    /// <summary>Reads a message; null: it is no such description.</summary>
    public static FailedEvent? Parse(string handle, string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var record = json.RootElement;
            var arn = record.GetProperty("requestContext").GetProperty("functionArn").GetString()!.Split(':');
            return new FailedEvent(
                handle,
                // arn:aws:lambda:region:account:function:name:version
                arn[6],
                JsonSerializer.SerializeToUtf8Bytes(record.GetProperty("requestPayload")),
                record.GetProperty("timestamp").GetDateTimeOffset(),
                record.TryGetProperty("responsePayload", out var answer)
                    && answer.ValueKind == JsonValueKind.Object
                    && answer.TryGetProperty("errorMessage", out var message)
                        ? message.ToString()
                        : "");
        }
        catch (Exception other) when (
            other is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
                or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
