using Functions.Lake;

namespace Twin.Cli.Operations;

/// <summary>An event that a function could not handle, as Lambda describes it in the failure queue.</summary>
/// <param name="Id">The message's id: the same each time it is received.</param>
internal sealed record FailedEvent(
    string Id,
    string ReceiptHandle,
    string Function,
    ReadOnlyMemory<byte> Payload,
    DateTimeOffset FailedAt,
    string Reason)
{
    /// <summary>True if the message describes a failed invocation; otherwise it names no function.</summary>
    public bool IsFailure => Function.Length > 0;

    /// <summary>Determines whether the event, where keys are as in a URL, or its failure has a key below a
    /// prefix.</summary>
    public bool Mentions(string prefix) =>
        Uri.UnescapeDataString(Encoding.UTF8.GetString(Payload.Span) + Reason)
            .Contains(prefix, StringComparison.Ordinal);

    /// <summary>The key of a request to publish, if EventBridge could not deliver its event; otherwise null.</summary>
    public string? Request { get; init; }

    public static FailedEvent Read(string id, string handle, string body) =>
        Parse(id, handle, body)
        ?? ParseRequest(id, handle, body)
        ?? new FailedEvent(id, handle, "", default, default, "");

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

    // The event of S3 (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html), or what the rule makes of
    // it: AWS does not document which of the two EventBridge keeps.
    private static FailedEvent? ParseRequest(string id, string handle, string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var sent = json.RootElement;
            var key = sent.Text("request")
                ?? sent.GetProperty("detail").GetProperty("object").GetProperty("key").GetString()!;
            return key.StartsWith(PublicationRequest.Prefix, StringComparison.Ordinal)
                ? new FailedEvent(id, handle, "", default, default, "") { Request = key }
                : null;
        }
        catch (Exception other) when (
            other is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
