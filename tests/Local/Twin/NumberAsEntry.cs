using Local.Spotify.Faults;
using Local.Spotify.Playlists;

namespace Tests.Local.Twin;

/// <summary>A playlist of two entries, the second one of which is a number.</summary>
internal sealed class NumberAsEntry : FaultSource
{
    internal override SandboxPlaylist CurrentVersion(SandboxPlaylist playlist, int day) =>
        playlist with { Entries = [playlist.Entries[0], "7"u8.ToArray()] };
}
