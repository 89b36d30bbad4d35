using System.Text.Encodings.Web;
using System.Text.Json;

namespace Twin.Runtime;

/// <summary>Lambda's description of an exception.</summary>
internal static class ErrorReport
{
    private const int LargestBytes = 256 * 1024;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
    };

    public static string TypeOf(Exception exception) => exception.GetType().Name;

    public static byte[] Serialize(Exception exception)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            Write(json, exception);
        }

        return buffer.Length <= LargestBytes
            ? buffer.ToArray()
            : """{"errorMessage": "Exception exceeded maximum payload size of 256KB."}"""u8.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Exception exception)
    {
        json.WriteStartObject();
        json.WriteString("errorType", TypeOf(exception));
        json.WriteString("errorMessage", exception.Message);
        if (exception.StackTrace is { } stackTrace)
        {
            json.WriteStartArray("stackTrace");
            var frames = stackTrace.Split(
                '\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            foreach (var frame in frames)
            {
                json.WriteStringValue(frame);
            }

            json.WriteEndArray();
        }

        if (exception.InnerException is { } cause)
        {
            json.WritePropertyName("cause");
            Write(json, cause);
        }

        if (exception is AggregateException several)
        {
            json.WriteStartArray("causes");
            foreach (var one in several.InnerExceptions)
            {
                Write(json, one);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
