using System.Text.Json;

namespace Local.Cli.Operations;

/// <summary>An event that a function could not handle, as Lambda describes it in the failure queue.</summary>
/// <param name="Id">The message's: the same whenever it is received.</param>
/// <param name="ReceiptHandle">By which it is taken out of the queue.</param>
/// <param name="Function">The function's name.</param>
/// <param name="Payload">The event, as the function got it.</param>
/// <param name="FailedAt">When it failed for the last time.</param>
/// <param name="Reason">What the function said.</param>
internal sealed record FailedEvent(
    string Id,
    string ReceiptHandle,
    string Function,
    ReadOnlyMemory<byte> Payload,
    DateTimeOffset FailedAt,
    string Reason)
{
    /// <summary>Whether it is one; another message has no function.</summary>
    public bool IsFailure => Function.Length > 0;

    /// <summary>Reads a message, whatever it is.</summary>
    public static FailedEvent Of(string id, string handle, string body) =>
        Parse(id, handle, body) ?? new FailedEvent(id, handle, "", default, default, "");

    /// <summary>Reads a message; null: it is no such description.</summary>
    public static FailedEvent? Parse(string id, string handle, string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var record = json.RootElement;
            var arn = record.GetProperty("requestContext").GetProperty("functionArn").GetString()!.Split(':');
            return new FailedEvent(
                id,
                handle,
                // arn:aws:lambda:region:account:function:name:version.
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
