using Twin.Host.Loading;
using Twin.Spotify.Captured;
using Twin.Spotify.Playlists;
using Twin.Spotify.Synthetic;

namespace Twin.Host.Runs;

internal static class SandboxContent
{
    /// <summary>The named captured responses, the same each day; or synthetic playlists, which change.</summary>
    public static Func<int, IReadOnlyList<SandboxPlaylist>> Create(RunOptions options, DateOnly firstDay)
    {
        if (options.Playlists.IsEmpty)
        {
            return new SyntheticPlaylists(new SyntheticOptions
            {
                Seed = options.Seed,
                Playlists = options.PlaylistCount,
                Tracks = options.TrackCount,
                FirstDay = firstDay,
            }).Day;
        }

        try
        {
            var captured = CapturedPlaylist.ReadAll(options.Playlists);
            return _ => captured;
        }
        catch (CapturedPlaylistException refused)
        {
            throw new InputException(refused.Message, refused);
        }
    }
}
