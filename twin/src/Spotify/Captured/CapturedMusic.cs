using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Twin.Spotify.Own;
using Twin.Spotify.Playlists;

namespace Twin.Spotify.Captured;

/// <summary>Captured responses of the Web API: playlists, pages of the user's charts, whose items are tracks
/// themselves, and of the liked songs. Anything else is refused with its name.</summary>
/// <param name="Own">The charts that were captured, and the liked songs.</param>
/// <param name="HasSavedTracks">True if the liked songs were captured, even if there are none.</param>
public sealed partial record CapturedMusic(
    IReadOnlyList<SandboxPlaylist> Playlists, OwnMusic Own, bool HasSavedTracks)
{
    internal const string WhatToGive =
        "Give a captured playlist (a page of its entries, the whole playlist, or an array of entries), "
        + "a page of me/top/tracks, or a page of me/tracks.";

    /// <exception cref="CapturedPlaylistException">A file is refused, or two are the same list.</exception>
    public static CapturedMusic ReadAll(IReadOnlyCollection<string> paths)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        var music = new CapturedMusic([], OwnMusic.None, HasSavedTracks: false);
        foreach (var path in paths)
        {
            var bytes = CapturedPlaylist.LoadBytes(path, WhatToGive);
            using var document = CapturedPlaylist.Parse(path, bytes, WhatToGive);
            (music, var list) = music.With(path, bytes, document.RootElement);
            if (!read.TryAdd(list, path))
            {
                throw new CapturedPlaylistException($"{path} is {list}, and so is {read[list]}. Give one of the two.");
            }
        }

        return music;
    }

    private (CapturedMusic Music, string List) With(string path, byte[] bytes, JsonElement root)
    {
        if (RangeOf(root) is { } range)
        {
            var tracks = Elements(path, root, CapturedPlaylist.WhyNoTrack);
            return (
                this with { Own = Own with { TopTracks = Own.TopTracks.SetItem(range, tracks) } },
                $"the chart of tracks {range}");
        }

        if (OwnAddress().IsMatch(AddressOf(root)))
        {
            var likes = Elements(path, root, CapturedPlaylist.WhyNoEntry);
            return (this with { Own = Own with { SavedTracks = likes }, HasSavedTracks = true }, "the liked songs");
        }

        var playlist = CapturedPlaylist.Create(path, bytes, root);
        return (this with { Playlists = [.. Playlists, playlist] }, $"the playlist {playlist.Id}");
    }

    /// <summary>The range of the chart that the JSON is; null if it is none.</summary>
    private static string? RangeOf(JsonElement root)
    {
        if (OwnAddress().Match(AddressOf(root)) is { Success: true } match)
        {
            return !match.Groups["top"].Success ? null
                : match.Groups["range"] is { Success: true } range ? range.Value
                : OwnMusic.DefaultRange;
        }

        return AddressOf(root).Length == 0
            && ItemsOf(root) is { } items
            && items.GetArrayLength() > 0
            && CapturedPlaylist.WhyNoTrack(items[0]) is null
            ? OwnMusic.DefaultRange
            : null;
    }

    private static List<ReadOnlyMemory<byte>> Elements(
        string path, JsonElement root, Func<JsonElement, string?> whyRefused)
    {
        if (ItemsOf(root) is not { } items)
        {
            throw new CapturedPlaylistException($"{path} is a page without items. {WhatToGive}");
        }

        var elements = new List<ReadOnlyMemory<byte>>(items.GetArrayLength());
        foreach (var item in items.EnumerateArray())
        {
            elements.Add(whyRefused(item) is { } reason
                ? throw new CapturedPlaylistException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path} is not a page of the user's own tracks: entry {elements.Count} is {reason}. {WhatToGive}"))
                : JsonMarshal.GetRawUtf8Value(item).ToArray());
        }

        return elements;
    }

    private static JsonElement? ItemsOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array ? root
        : CapturedPlaylist.Member(root, "items") is { ValueKind: JsonValueKind.Array } items ? items
        : null;

    private static string AddressOf(JsonElement root) => CapturedPlaylist.Text(root, "href") ?? string.Empty;

    [GeneratedRegex(
        @"/me/(?<top>top/)?tracks(?=\?|$)(\?(.*&)?time_range=(?<range>(short|medium|long)_term)(?=&|$))?",
        RegexOptions.ExplicitCapture)]
    private static partial Regex OwnAddress();
}
