using Functions.Json;

namespace Functions.Extract.Spotify;

/// <summary>Finds the playlists that the user owns or collaborates on, in the list that Spotify keeps of all playlists
/// in the user's library.</summary>
internal static class PlaylistFinder
{
    public const string Endpoint = "me/playlists";

    private const int PageSize = 50;

    /// <returns>The playlists in Spotify's order, each once.</returns>
    public static async Task<IReadOnlyList<FoundPlaylist>> FindAsync(
        SpotifyApi spotify, string userId, CancellationToken cancellationToken)
    {
        var found = new List<FoundPlaylist>();
        var (offset, total) = (0, 0);
        do
        {
            var page = await ReadPageAsync(spotify, new EntryRange(offset, PageSize), cancellationToken);
            found.AddRange(Read(page.Bytes, userId));
            (offset, total) = (offset + Math.Clamp(page.Limit ?? PageSize, 1, PageSize), page.Total);
        }
        while (offset < total);

        return [.. found.DistinctBy(playlist => playlist.Id)];
    }

    /// <summary>Requests a page, again if it is not whole. One that stays too short is believed: Spotify leaves out
    /// playlists that it has lost.</summary>
    private static async Task<SpotifyPage> ReadPageAsync(
        SpotifyApi spotify, EntryRange range, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var bytes = await spotify.ReadPlaylistsAsync(range, cancellationToken);
            if (SpotifyPage.TryRead(bytes, out var page, out var reason))
            {
                reason = page.Compare(range.AtMost(page.Limit), page.Total)?.Reason;
                if (reason is null || (attempt == SpotifyPages.MaxAttempts && (page.Items > 0 || range.Offset > 0)))
                {
                    return page;
                }
            }

            if (attempt == SpotifyPages.MaxAttempts)
            {
                throw new InvalidResponseException(reason);
            }
        }
    }

    private static IEnumerable<FoundPlaylist> Read(byte[] page, string userId)
    {
        var reader = SpotifyJson.Reader(page);
        var items = JsonElement.ParseValue(ref reader).GetProperty("items");
        return items.EnumerateArray().SelectMany(item => Read(item, userId));
    }

    private static IEnumerable<FoundPlaylist> Read(JsonElement item, string userId)
    {
        var isOwned = IdOf(SpotifyJson.Find(item, "owner", JsonValueKind.Object)) == userId;
        return IdOf(item) is { } id && (isOwned || SpotifyJson.Find(item, "collaborative", JsonValueKind.True) is not null)
            ? [new FoundPlaylist(id, isOwned)]
            : [];
    }

    private static string? IdOf(JsonElement? parent) =>
        SpotifyJson.Find(parent, "id", JsonValueKind.String)?.GetString();
}

/// <param name="IsOwned">True if the user owns it; false if it is collaborative, and perhaps only followed.</param>
internal sealed record FoundPlaylist(string Id, bool IsOwned);
