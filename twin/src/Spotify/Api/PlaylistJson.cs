using System.Buffers;
using Twin.Spotify.Json;
using Twin.Spotify.Playlists;

namespace Twin.Spotify.Api;

/// <summary>Writes playlists and their pages in an era's shape, entries byte for byte.</summary>
/// <param name="api">The API's base address, ending in <c>/v1/</c>, with which links begin.</param>
internal sealed class PlaylistJson(EraShape shape, Uri api)
{
    public ReadOnlyMemory<byte> Page(SandboxPlaylist playlist, PlaylistQuery query)
    {
        var target = new ArrayBufferWriter<byte>();
        Page(playlist, query, shape.MaxLimit, target);
        return target.WrittenMemory;
    }

    /// <summary>The whole playlist with its first entries, or without any.</summary>
    public ReadOnlyMemory<byte> Whole(SandboxPlaylist playlist, PlaylistQuery query, bool withEntries)
    {
        var id = playlist.Id;
        var target = new ArrayBufferWriter<byte>();
        Write(target, "{\"collaborative\":false,\"description\":\"\",");
        Write(target, $"\"external_urls\":{{\"spotify\":\"https://open.spotify.com/playlist/{id}\"}},");
        Write(target, "\"followers\":{\"href\":null,\"total\":0},");
        Write(target, $"\"href\":\"{api}playlists/{id}\",\"id\":\"{id}\",\"images\":[],");
        Write(target, $"\"name\":{JsonEscaping.Quote(playlist.Name)},\"owner\":{Owner(playlist)},");
        Write(target, "\"primary_color\":null,\"public\":true,");
        Write(target, $"\"snapshot_id\":{JsonEscaping.Quote(playlist.SnapshotId)},");
        if (withEntries)
        {
            // A capture of February 2026 has up to 100 entries here, more than the limit of the pages' endpoint: the
            // link to the next page uses that endpoint's limit.
            Write(target, $"\"{shape.Container}\":");
            Page(playlist, query with { Limit = EraShape.EmbeddedLimit, Offset = 0 }, shape.MaxLimit, target);
            Write(target, ",");
        }

        Write(target, $"\"type\":\"playlist\",\"uri\":\"spotify:playlist:{id}\"}}");
        return target.WrittenMemory;
    }

    private void Page(SandboxPlaylist playlist, PlaylistQuery query, int maxLimit, ArrayBufferWriter<byte> target)
    {
        var total = playlist.Entries.Count;
        var end = Math.Min((long)query.Offset + query.Limit, total);
        var step = Math.Min(query.Limit, maxLimit);
        Write(target, $"{{\"href\":\"{Link(playlist, query, query.Offset, query.Limit)}\",\"items\":[");
        for (var i = query.Offset; i < end; i++)
        {
            if (i > query.Offset)
            {
                Write(target, ",");
            }

            var entry = playlist.Entries[i];
            JsonRewriter.Apply(entry, EraRule.For(shape, entry), target);
        }

        var next = end < total ? $"\"{Link(playlist, query, end, step)}\"" : "null";
        var previous = query.Offset > 0
            ? $"\"{Link(playlist, query, Math.Max(0, query.Offset - step), step)}\""
            : "null";
        Write(target, string.Create(
            CultureInfo.InvariantCulture,
            $"],\"limit\":{query.Limit},\"next\":{next},\"offset\":{query.Offset},\"previous\":{previous},"));
        Write(target, string.Create(CultureInfo.InvariantCulture, $"\"total\":{total}}}"));
    }

    private string Link(SandboxPlaylist playlist, PlaylistQuery query, long offset, int limit) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{api}playlists/{playlist.Id}/{shape.Container}?offset={offset}&limit={limit}{query.Passed}");

    private string Owner(SandboxPlaylist playlist)
    {
        var id = Uri.EscapeDataString(playlist.OwnerId);
        var name = playlist.OwnerDisplayName is { } displayName ? JsonEscaping.Quote(displayName) : "null";
        return $"{{\"display_name\":{name},\"external_urls\":{{\"spotify\":\"https://open.spotify.com/user/{id}\"}},"
            + $"\"href\":\"{api}users/{id}\",\"id\":{JsonEscaping.Quote(playlist.OwnerId)},\"type\":\"user\","
            + $"\"uri\":\"spotify:user:{id}\"}}";
    }

    private static void Write(ArrayBufferWriter<byte> target, string text) =>
        Encoding.UTF8.GetBytes(text, target);
}
