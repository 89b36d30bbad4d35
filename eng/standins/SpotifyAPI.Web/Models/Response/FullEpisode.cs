namespace SpotifyAPI.Web;

public class FullEpisode : IPlayableItem
{
}
