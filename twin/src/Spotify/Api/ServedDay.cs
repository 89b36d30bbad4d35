using System.Collections.Frozen;
using Twin.Spotify.Own;
using Twin.Spotify.Playlists;

namespace Twin.Spotify.Api;

/// <summary>The content of the day that is served.</summary>
/// <param name="Library">The playlists of the user's library, in its order.</param>
internal sealed record ServedDay(
    int Day,
    FrozenDictionary<string, SandboxPlaylist> Playlists,
    ImmutableArray<SandboxPlaylist> Library,
    OwnMusic Own);
