using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>The common base of the JSON serializers: events are read without regard to the casing of names, answers are
/// written with the names of C#, without nulls.</summary>
public abstract class AbstractLambdaJsonSerializer
{
    // Only characters that JSON itself requires are escaped.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private protected AbstractLambdaJsonSerializer()
    {
    }

    private protected JsonSerializerOptions Options { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNameCaseInsensitive = true,
    };

    /// <summary>Writes the answer.</summary>
    /// <exception cref="JsonSerializerException">The answer cannot be written as JSON.</exception>
    public void Serialize<T>(T response, Stream responseStream)
    {
        try
        {
            using var writer = new Utf8JsonWriter(responseStream, Relaxed);
            JsonSerializer.Serialize(writer, response, TypeInfo<T>());
        }
        catch (Exception e)
        {
            throw new JsonSerializerException(
                $"Error converting the response object of type {typeof(T).FullName} from the Lambda function " +
                $"to JSON: {e.Message}",
                e);
        }
    }

    /// <summary>Reads the event.</summary>
    /// <exception cref="JsonSerializerException">The event is not JSON of this type.</exception>
    public T Deserialize<T>(Stream requestStream)
    {
        try
        {
            return JsonSerializer.Deserialize(requestStream, TypeInfo<T>());
        }
        catch (Exception e)
        {
            throw new JsonSerializerException(
                $"Error converting the Lambda event JSON payload to type {typeof(T).FullName}: {e.Message}", e);
        }
    }

    private protected abstract JsonTypeInfo<T> TypeInfo<T>();
}
