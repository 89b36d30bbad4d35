using System.Security.Cryptography;

namespace Functions.Lake;

/// <summary>The manifest of a raw snapshot: the object that is written last, and the only one that starts the
/// transformation.</summary>
/// <param name="SchemaVersion">The version of the manifest's schema: <see cref="CurrentSchema"/>.</param>
/// <param name="Playlist">The playlist as Spotify described it before its first page was read.</param>
/// <param name="ExtractedAt">The time at which the schedule fired: ISO 8601, UTC, whole seconds.</param>
/// <param name="SnapshotDate">The UTC day of <paramref name="ExtractedAt"/>.</param>
/// <param name="Endpoint">The endpoint that returned the pages, one of <see cref="RawEndpoint"/>.</param>
public sealed record SnapshotManifest(
    int SchemaVersion,
    ManifestPlaylist Playlist,
    string ExtractedAt,
    DateOnly SnapshotDate,
    string Endpoint,
    string ApiBaseAddress,
    string CodeVersion,
    IReadOnlyList<ManifestPage> Pages)
{
    public const int CurrentSchema = 1;

    /// <summary>The format of <see cref="ExtractedAt"/>. Of two texts, the greater one is the later time.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The manifest in UTF-8. The same manifest always has the same bytes.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, LakeJson.Default.SnapshotManifest);

    public static SnapshotManifest Parse(ReadOnlySpan<byte> utf8)
    {
        SnapshotManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(utf8, LakeJson.Default.SnapshotManifest)
                ?? throw new JsonException("the manifest is null");
        }
        catch (JsonException)
        {
            // A manifest of another version may lack properties: the message must be about the version.
            RequireForm(JsonSerializer.Deserialize(utf8, LakeJson.Default.ManifestForm)?.SchemaVersion);
            throw;
        }

        RequireForm(manifest.SchemaVersion);
        manifest.Check();
        return manifest;
    }

    private static void RequireForm(int? schemaVersion)
    {
        if (schemaVersion is not (null or CurrentSchema))
        {
            throw new JsonException(
                Text($"its schema_version is {schemaVersion}, and this code reads {CurrentSchema}"));
        }
    }

    private void Check()
    {
        // The later one of two snapshots of a day is determined by comparing these texts.
        if (!DateTime.TryParseExact(
            ExtractedAt, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            throw new JsonException($"its extracted_at is {ExtractedAt}, and not like 2026-11-21T06:00:00Z");
        }

        if (DateOnly.FromDateTime(time) != SnapshotDate)
        {
            throw new JsonException(
                Text($"its snapshot_date is {SnapshotDate:yyyy-MM-dd}, but its extracted_at {ExtractedAt}"));
        }

        var entries = 0L;
        for (var i = 0; i < Pages.Count; i++)
        {
            var page = Pages[i] ?? throw new JsonException(Text($"its page {i} is null"));
            if (page.Items < 0 || page.Bytes < 0)
            {
                throw new JsonException(Text($"its {page.Name} has {page.Items} items in {page.Bytes} bytes"));
            }

            if (page.Offset != entries)
            {
                throw new JsonException(Text($"its {page.Name} is at offset {page.Offset}, after {entries} items"));
            }

            entries += page.Items;
        }

        if (entries != Playlist.TrackCount)
        {
            throw new JsonException(
                Text($"its track_count is {Playlist.TrackCount}, but its pages list {entries} items"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The schema version of a manifest that may have another version.</summary>
internal sealed record ManifestForm(int SchemaVersion);

/// <param name="Id">Spotify's id of the playlist: 22 base62 characters.</param>
/// <param name="Name">The playlist's name; null if Spotify sent none.</param>
/// <param name="OwnerId">The owner's user id; null if Spotify sent none.</param>
/// <param name="SnapshotId">Spotify's version of the playlist, another one after every edit.</param>
public sealed record ManifestPlaylist(string Id, string? Name, string? OwnerId, string SnapshotId, int TrackCount);

/// <param name="Offset">The position of its first entry, from 0.</param>
/// <param name="Sha256">The SHA-256 of its bytes: 64 lower-case hexadecimal digits.</param>
/// <param name="Folder">The prefix of the snapshot with which the page was stored, if that is another day's: an
/// unchanged page is not stored again. Null for the manifest's own snapshot.</param>
public sealed record ManifestPage(
    string Name,
    int Offset,
    int Items,
    int Bytes,
    string Sha256,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Folder = null)
{
    /// <summary>A page of the manifest's own snapshot.</summary>
    /// <param name="index">The page's number, from 0.</param>
    public static ManifestPage Of(int index, int offset, int items, ReadOnlySpan<byte> bytes) => new(
        RawSnapshot.PageName(index), offset, items, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));

    public string KeyIn(RawSnapshot snapshot) => (Folder ?? snapshot.Prefix) + Name;
}
