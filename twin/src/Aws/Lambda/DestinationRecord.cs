namespace Twin.Aws.Lambda;

/// <summary>See "Capturing records of asynchronous invocations" in the Lambda guide.</summary>
internal static class DestinationRecord
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = LambdaJsonOptions.Options.Encoder };

    public static byte[] Serialize(
        LambdaFunction function,
        InvokeResult result,
        ReadOnlyMemory<byte> requestPayload,
        string condition,
        int invokeCount,
        DateTimeOffset now)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("version", "1.0");
            json.WriteString("timestamp", now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));

            json.WriteStartObject("requestContext");
            json.WriteString("requestId", result.RequestId);
            json.WriteString("functionArn", $"{function.Arn}:$LATEST");
            json.WriteString("condition", condition);
            json.WriteNumber("approximateInvokeCount", invokeCount);
            json.WriteEndObject();

            WritePayload(json, "requestPayload", requestPayload);

            json.WriteStartObject("responseContext");
            json.WriteNumber("statusCode", 200);
            json.WriteString("executedVersion", "$LATEST");
            json.WriteString("functionError", "Unhandled");
            json.WriteEndObject();

            WritePayload(json, "responsePayload", result.Payload);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WritePayload(Utf8JsonWriter json, string name, ReadOnlyMemory<byte> payload)
    {
        json.WritePropertyName(name);
        try
        {
            using var document = JsonDocument.Parse(payload);
            document.RootElement.WriteTo(json);
        }
        catch (JsonException)
        {
            json.WriteStringValue(payload.Span);
        }
    }
}
