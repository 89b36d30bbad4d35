using Newtonsoft.Json;

namespace SpotifyAPI.Web;

public class PlaylistTrack<T>
{
    [JsonConverter(typeof(PlayableItemConverter))]
    public T Item { get; set; } = default!;
}
