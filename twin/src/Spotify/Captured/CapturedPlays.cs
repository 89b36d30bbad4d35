using System.Runtime.InteropServices;
using System.Text.Json;
using Twin.Spotify.Plays;

namespace Twin.Spotify.Captured;

/// <summary>Reads a captured page of the user's last plays. Anything else is refused with its name.</summary>
public static class CapturedPlays
{
    private const string WhatToGive = "Give a captured answer of me/player/recently-played.";

    /// <exception cref="CapturedPlaylistException">The file is no page of plays; the message says why.</exception>
    public static IReadOnlyList<SandboxPlay> Read(string path)
    {
        using var document = CapturedPlaylist.Load(path, WhatToGive);
        return CapturedPlaylist.Member(document.RootElement, "items") is { ValueKind: JsonValueKind.Array } items
            && items.GetArrayLength() > 0
            ? [.. items.EnumerateArray().Select(Play)]
            : throw new CapturedPlaylistException($"{path} is no page of plays: it has no items. {WhatToGive}");

        SandboxPlay Play(JsonElement item, int index) =>
            CapturedPlaylist.Member(item, "track") is { ValueKind: JsonValueKind.Object }
            && CapturedPlaylist.Member(item, "played_at") is { ValueKind: JsonValueKind.String } end
            && end.TryGetDateTimeOffset(out var time)
            && time.UtcDateTime.Year is >= 2008 and <= 2999
                ? new SandboxPlay(time.ToUniversalTime(), JsonMarshal.GetRawUtf8Value(item).ToArray())
                : throw new CapturedPlaylistException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path} is no page of plays: item {index} has no track and played_at. {WhatToGive}"));
    }
}
