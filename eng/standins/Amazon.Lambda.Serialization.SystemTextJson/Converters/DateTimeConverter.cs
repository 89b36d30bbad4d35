using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.Serialization.SystemTextJson.Converters;

/// <summary>Reads times in the forms that AWS's services send: ISO 8601, and a number since the Unix epoch.</summary>
public class DateTimeConverter : JsonConverter<DateTime>
{
    // Kinesis sends milliseconds where others send seconds; a number of seconds beyond this would be after year 5000.
    private const long LastSecond = 157_753_180_800;

    /// <inheritdoc />
    /// <exception cref="JsonSerializerException">Neither a number nor a time in ISO 8601.</exception>
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTime(out var time))
        {
            return time;
        }

        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt64(out var whole))
            {
                return whole > LastSecond
                    ? DateTime.UnixEpoch.AddMilliseconds(whole)
                    : DateTime.UnixEpoch.AddSeconds(whole);
            }

            if (reader.TryGetDouble(out var seconds))
            {
                return DateTime.UnixEpoch.AddSeconds(seconds);
            }
        }

        throw new JsonSerializerException($"Unknown data type for DateTime: {reader.TokenType}");
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
