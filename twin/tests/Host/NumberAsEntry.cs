using Twin.Spotify.Faults;
using Twin.Spotify.Playlists;

namespace Twin.Tests.Host;

/// <summary>A playlist of two entries, the second one of which is a number.</summary>
internal sealed class NumberAsEntry : FaultSource
{
    internal override SandboxPlaylist CurrentVersion(SandboxPlaylist playlist, int day) =>
        playlist with { Entries = [playlist.Entries[0], "7"u8.ToArray()] };
}
