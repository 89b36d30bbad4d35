using System.Text.Encodings.Web;

namespace Twin.Aws.StepFunctions;

/// <summary>The JSON of inputs and outputs.</summary>
internal static class StatesJson
{
    // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
    private const int LargestPayload = 256 * 1024;

    // A name that occurs twice would silently lose a value.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="JsonException">The text is not JSON, or a name occurs twice in an object.</exception>
    public static JsonNode? Parse(string text) => JsonNode.Parse(text, documentOptions: Strict);

    public static string Text(JsonNode? value) => value?.ToJsonString(Plain) ?? "null";

    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Checks that a payload is not too large.</summary>
    public static JsonNode? Limited(JsonNode? payload, string what) =>
        Encoding.UTF8.GetByteCount(Text(payload)) <= LargestPayload
            ? payload
            : throw new StateTaskException(
                StateErrors.DataLimitExceeded,
                $"{what} has more bytes than the limit of {LargestPayload.ToString(CultureInfo.InvariantCulture)}.");
}
