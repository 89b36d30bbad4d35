using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson.Converters;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>The common base of the JSON serializers: streams, errors, debug output and options.</summary>
public abstract class AbstractLambdaJsonSerializer
{
    private const string DebugVariable = "LAMBDA_NET_SERIALIZER_DEBUG";

    private readonly bool _debug =
        string.Equals(Environment.GetEnvironmentVariable(DebugVariable), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Makes the serializer. <paramref name="jsonWriterCustomizer" /> may be null; since it gets a struct, it changes
    /// a copy.
    /// </summary>
    protected AbstractLambdaJsonSerializer(Action<JsonWriterOptions> jsonWriterCustomizer) =>
        jsonWriterCustomizer?.Invoke(WriterOptions);

    /// <summary>The options for answers: only characters that JSON itself requires are escaped.</summary>
    protected JsonWriterOptions WriterOptions { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the answer.</summary>
    /// <exception cref="JsonSerializerException">The answer cannot be written as JSON.</exception>
    public void Serialize<T>(T response, Stream responseStream)
    {
        try
        {
            using var json = new MemoryStream();
            using (var writer = new Utf8JsonWriter(json, WriterOptions))
            {
                InternalSerialize(writer, response);
            }

            if (_debug && response is not null)
            {
                Console.WriteLine($"Lambda Serialize {response.GetType().FullName}: {Text(json.ToArray())}");
            }

            json.WriteTo(responseStream);
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
            using var copy = new MemoryStream();
            if (requestStream is MemoryStream whole)
            {
                whole.WriteTo(copy);
            }
            else
            {
                requestStream.CopyTo(copy);
            }

            var utf8Json = copy.ToArray();
            if (_debug)
            {
                Console.WriteLine($"Lambda Deserialize {typeof(T).FullName}: {Text(utf8Json)}");
            }

            return InternalDeserialize<T>(utf8Json);
        }
        catch (Exception e)
        {
            throw new JsonSerializerException(
                $"Error converting the Lambda event JSON payload to type {typeof(T).FullName}: {e.Message}", e);
        }
    }

    /// <summary>The options for events and answers.</summary>
    protected virtual JsonSerializerOptions CreateDefaultJsonSerializationOptions() => new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNameCaseInsensitive = true,
        PropertyNamingPolicy = new AwsNamingPolicy(),
        Converters =
        {
            new DateTimeConverter(),
            new MemoryStreamConverter(),
            new ConstantClassConverter(),
            new ByteArrayConverter(),
        },
    };

    /// <summary>Writes the answer as JSON.</summary>
    protected abstract void InternalSerialize<T>(Utf8JsonWriter writer, T response);

    /// <summary>Reads the event from JSON.</summary>
    protected abstract T InternalDeserialize<T>(byte[] utf8Json);

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);
}
