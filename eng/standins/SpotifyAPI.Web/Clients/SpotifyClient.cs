namespace SpotifyAPI.Web;

public class SpotifyClient
{
    public SpotifyClient(SpotifyClientConfig config)
    {
        Ensure.ArgumentNotNull(config, nameof(config));
        Ensure.ArgumentNotNull(
            config.Authenticator,
            "Authenticator in config is null. Please supply it via `WithAuthenticator` or `WithToken`");

        Playlists = new PlaylistsClient(config.BuildAPIConnector());
    }

    public IPlaylistsClient Playlists { get; }
}
