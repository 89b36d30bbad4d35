using Twin.Spotify.Faults;
using Twin.Spotify.Playlists;

namespace Twin.Tests.Host;

/// <summary>A playlist whose first entry was added at a text that is no time.</summary>
internal sealed class TextAsTime : FaultSource
{
    internal override SandboxPlaylist CurrentVersion(SandboxPlaylist playlist, int day) =>
        playlist with { Entries = [WithoutTime(playlist.Entries[0]), .. playlist.Entries.Skip(1)] };

    private static byte[] WithoutTime(ReadOnlyMemory<byte> entry)
    {
        var changed = JsonNode.Parse(entry.Span)!.AsObject();
        changed["added_at"] = "soon";
        return JsonSerializer.SerializeToUtf8Bytes(changed);
    }
}
