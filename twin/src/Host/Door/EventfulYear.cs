using System.Collections.Immutable;
using Twin.Spotify.Configuration;
using Twin.Spotify.Own;
using Twin.Spotify.Synthetic;

namespace Twin.Host.Door;

/// <summary>A sandbox whose user has made-up playlists, charts and liked songs, and an eventful year.</summary>
public static class EventfulYear
{
    /// <param name="sizes">The number of entries of each playlist.</param>
    public static SandboxOptions Create(long seed, DateOnly firstDay, params ImmutableArray<int> sizes)
    {
        var options = new SyntheticOptions
        {
            Seed = seed,
            IsEventful = true,
            Playlists = sizes.Length,
            Sizes = sizes,
            FirstDay = firstDay,
        };
        var sandbox = new SandboxOptions
        {
            Content = new SyntheticPlaylists(options).Day,
            Own = new SyntheticTaste(options).Day,
        };
        return sandbox with { Scopes = [.. sandbox.Scopes, OwnMusic.TopTracksScope, OwnMusic.SavedTracksScope] };
    }
}
