using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SpotifyAPI.Web;

/// <summary>Reads a track or an episode by its <c>type</c>; any other type throws, and the whole page is
/// lost.</summary>
public class PlayableItemConverter : JsonConverter
{
    public override bool CanWrite => false;

    public override bool CanConvert(Type objectType) => true;

    public override object? ReadJson(
        JsonReader reader,
        Type objectType,
        object? existingValue,
        JsonSerializer serializer)
    {
        Ensure.ArgumentNotNull(serializer, nameof(serializer));

        // An old episode has a boolean "track": only an object is an item.
        if (JToken.ReadFrom(reader) is not JObject item)
        {
            return null;
        }

        var type = item.GetValue("type", StringComparison.OrdinalIgnoreCase)?.Value<string>();
        object model = type?.ToUpperInvariant() switch
        {
            "TRACK" => new FullTrack(),
            "EPISODE" => new FullEpisode(),
            _ => throw new APIException(
                $"Received unkown playlist element type: {type}.\n"
                + "If you're requesting a subset of available fields via the fields query paramter,\n"
                + "make sure to include at least the type field. Often it's `items(track(type))` or `item(type)`"),
        };
        serializer.Populate(item.CreateReader(), model);
        return model;
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) =>
        throw new NotSupportedException();
}
