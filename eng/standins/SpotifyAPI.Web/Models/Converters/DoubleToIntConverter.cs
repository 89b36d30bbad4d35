using System.Globalization;
using Newtonsoft.Json;

namespace SpotifyAPI.Web;

/// <summary>Reads a number that Spotify at times sends as 1234.0 or as null.</summary>
public class DoubleToIntConverter : JsonConverter<int>
{
    public override void WriteJson(JsonWriter? writer, int value, JsonSerializer serializer) =>
        writer?.WriteValue(value);

    public override int ReadJson(
        JsonReader? reader,
        Type objectType,
        int existingValue,
        bool hasExistingValue,
        JsonSerializer serializer) =>
        Convert.ToInt32(reader?.Value, CultureInfo.InvariantCulture);
}
