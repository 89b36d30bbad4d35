namespace SpotifyAPI.Web;

/// <summary>A <see cref="FullTrack"/> or a <see cref="FullEpisode"/>.</summary>
public interface IPlayableItem
{
}
