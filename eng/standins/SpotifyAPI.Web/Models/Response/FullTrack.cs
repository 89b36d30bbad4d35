namespace SpotifyAPI.Web;

public class FullTrack : IPlayableItem
{
}
