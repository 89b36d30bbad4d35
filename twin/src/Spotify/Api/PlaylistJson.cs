using System.Buffers;
using Twin.Spotify.Configuration;
using Twin.Spotify.Json;
using Twin.Spotify.Playlists;
using static Twin.Spotify.Api.PageJson;

namespace Twin.Spotify.Api;

/// <summary>Writes playlists and their pages in an era's shape, entries byte for byte.</summary>
/// <param name="api">The API's base address, ending in <c>/v1/</c>, with which links begin.</param>
internal sealed class PlaylistJson(EraShape shape, Uri api)
{
    public ReadOnlyMemory<byte> Page(SandboxPlaylist playlist, PlaylistQuery query)
    {
        var target = new ArrayBufferWriter<byte>();
        Page(playlist, query, target);
        return target.WrittenMemory;
    }

    /// <summary>The whole playlist with its first entries, or without any.</summary>
    public ReadOnlyMemory<byte> Whole(SandboxPlaylist playlist, PlaylistQuery query, bool withEntries)
    {
        var target = new ArrayBufferWriter<byte>();
        // A capture of February 2026 has up to 100 entries here, more than the limit of the pages' endpoint: the link
        // to the next page uses that endpoint's limit.
        Describe(
            playlist,
            target,
            "\"followers\":{\"href\":null,\"total\":0},",
            withEntries
                ? () => Page(playlist, query with { Limit = EraShape.EmbeddedLimit, Offset = 0 }, target)
                : null);
        return target.WrittenMemory;
    }

    /// <summary>A page of the user's library. Null is a playlist that this app may not see.</summary>
    public ReadOnlyMemory<byte> Library(IReadOnlyList<SandboxPlaylist?> playlists, PlaylistQuery query)
    {
        var target = new ArrayBufferWriter<byte>();
        new PageJson($"{api}me/playlists", query, PlaylistQuery.MaxOwnLimit).Write(playlists, target, Simplified);
        return target.WrittenMemory;

        void Simplified(SandboxPlaylist? playlist)
        {
            if (playlist is null)
            {
                Write(target, "null");
                return;
            }

            Describe(playlist, target, "", () => Write(target, string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"href\":\"{AddressOf(playlist)}\",\"total\":{playlist.Entries.Count}}}")));
        }
    }

    /// <summary>The user's own profile, with the fields that it has without a scope of its own.</summary>
    public ReadOnlyMemory<byte> Profile() => Encoding.UTF8.GetBytes(
        $"{{{User(DefaultOwner.Id, DefaultOwner.DisplayName)},\"images\":[],"
        + (shape.Era == Era.Development2026
            ? $"\"account_id\":\"{DefaultOwner.AccountId}\"}}"
            : "\"followers\":{\"href\":null,\"total\":0}}"));

    private void Describe(
        SandboxPlaylist playlist, ArrayBufferWriter<byte> target, string followers, Action? writeEntries)
    {
        var id = playlist.Id;
        Write(target, $"{{\"collaborative\":{Boolean(playlist.IsCollaborative)},\"description\":\"\",");
        Write(target, $"\"external_urls\":{{\"spotify\":\"https://open.spotify.com/playlist/{id}\"}},{followers}");
        Write(target, $"\"href\":\"{api}playlists/{id}\",\"id\":\"{id}\",\"images\":[],");
        Write(target, $"\"name\":{JsonEscaping.Quote(playlist.Name)},");
        Write(target, $"\"owner\":{{{User(playlist.OwnerId, playlist.OwnerDisplayName)}}},");
        Write(target, $"\"primary_color\":null,\"public\":{Boolean(playlist.IsPublic)},");
        Write(target, $"\"snapshot_id\":{JsonEscaping.Quote(playlist.SnapshotId)},");
        if (writeEntries is not null)
        {
            Write(target, $"\"{shape.Container}\":");
            writeEntries();
            Write(target, ",");
        }

        Write(target, $"\"type\":\"playlist\",\"uri\":\"spotify:playlist:{id}\"}}");
    }

    private void Page(SandboxPlaylist playlist, PlaylistQuery query, ArrayBufferWriter<byte> target) =>
        new PageJson(AddressOf(playlist), query, shape.MaxLimit).Write(
            playlist.Entries,
            target,
            entry => JsonRewriter.Apply(entry, EraRule.For(shape, entry), target));

    private string AddressOf(SandboxPlaylist playlist) => $"{api}playlists/{playlist.Id}/{shape.Container}";

    private string User(string userId, string? displayName)
    {
        var id = Uri.EscapeDataString(userId);
        var name = displayName is null ? "null" : JsonEscaping.Quote(displayName);
        return $"\"display_name\":{name},\"external_urls\":{{\"spotify\":\"https://open.spotify.com/user/{id}\"}},"
            + $"\"href\":\"{api}users/{id}\",\"id\":{JsonEscaping.Quote(userId)},\"type\":\"user\","
            + $"\"uri\":\"spotify:user:{id}\"";
    }

    private static string Boolean(bool value) => value ? "true" : "false";
}
