using System.Runtime.InteropServices;
using System.Text.Json;
using Twin.Spotify.Plays;

namespace Twin.Spotify.Captured;

/// <summary>Reads a captured page of the user's last plays, or a bare array of plays. Anything else is refused with its
/// name.</summary>
public static class CapturedPlays
{
    private const string WhatToGive = "Give a captured answer of me/player/recently-played.";

    /// <exception cref="CapturedPlaylistException">The file is no page of plays; the message says why.</exception>
    public static IReadOnlyList<SandboxPlay> Read(string path)
    {
        using var document = CapturedPlaylist.Load(path, WhatToGive);
        var root = document.RootElement;
        var items = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("items", out var found)
            ? found
            : root;
        if (items.ValueKind != JsonValueKind.Array)
        {
            throw new CapturedPlaylistException($"{path} is no page of plays: it has no items. {WhatToGive}");
        }

        var plays = items.EnumerateArray().Select((item, index) =>
            item.ValueKind == JsonValueKind.Object
            && item.TryGetProperty("track", out var track)
            && track.ValueKind == JsonValueKind.Object
            && item.TryGetProperty("played_at", out var end)
            && end.ValueKind == JsonValueKind.String
            && end.TryGetDateTimeOffset(out var time)
                ? new SandboxPlay(time.ToUniversalTime(), JsonMarshal.GetRawUtf8Value(item).ToArray())
                : throw new CapturedPlaylistException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path} is no page of plays: item {index} has no track and played_at. {WhatToGive}"))).ToList();
        return plays.Count > 0
            ? plays
            : throw new CapturedPlaylistException($"{path} has no plays. {WhatToGive}");
    }
}
