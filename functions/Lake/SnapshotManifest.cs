using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Functions.Lake;

/// <summary>
/// What a raw snapshot holds: the last object that is written, and the only one that starts the transform.
/// </summary>
/// <param name="SchemaVersion">The manifest's own form: <see cref="CurrentSchema"/>.</param>
/// <param name="Playlist">The playlist as Spotify described it before its first page was read.</param>
/// <param name="ExtractedAt">When the schedule fired: ISO 8601, UTC, whole seconds.</param>
/// <param name="SnapshotDate">The UTC day of <paramref name="ExtractedAt"/>.</param>
/// <param name="Endpoint">Which of Spotify's two endpoints gave the pages: <c>items</c> or <c>tracks</c>.</param>
/// <param name="ApiBaseAddress">The Web API's address that was asked.</param>
/// <param name="CodeVersion">The build that read them.</param>
/// <param name="Pages">In the playlist's order.</param>
internal sealed record SnapshotManifest(
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

    /// <summary>The form of <see cref="ExtractedAt"/>: of two texts the greater one is the later time.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>UTF-8; the same manifest always gives the same bytes.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, LakeJson.Default.SnapshotManifest);

    /// <exception cref="JsonException">The bytes are no manifest of a form that this code knows, or what it says
    /// cannot be.</exception>
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
            // Another form may lack what this one has: that it is another one is what must be told.
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
        // Which of two snapshots of a day is the later one is decided by comparing these texts.
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

/// <summary>All that is read of a manifest that may be of another form.</summary>
internal sealed record ManifestForm(int SchemaVersion);

/// <param name="Id">22 base62 characters.</param>
/// <param name="Name">Null where Spotify gave none.</param>
/// <param name="OwnerId">The owner's user id; null where Spotify gave none.</param>
/// <param name="SnapshotId">Spotify's version of the playlist: it changes with every edit.</param>
/// <param name="TrackCount">The entries that Spotify counts, and that the pages hold together.</param>
internal sealed record ManifestPlaylist(string Id, string? Name, string? OwnerId, string SnapshotId, int TrackCount);

/// <param name="Name">The page's name below its snapshot's prefix.</param>
/// <param name="Offset">The position of its first entry, from 0.</param>
/// <param name="Items">Its entries.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of its bytes: 64 lower-case hexadecimal digits.</param>
/// <param name="Folder">
/// The prefix of the snapshot that the page was stored with, where that is another day's: what has not changed is not
/// stored again. Absent: the manifest's own.
/// </param>
internal sealed record ManifestPage(
    string Name,
    int Offset,
    int Items,
    int Bytes,
    string Sha256,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Folder = null)
{
    /// <summary>The page's key, for a manifest of the given snapshot.</summary>
    public string KeyIn(RawSnapshot snapshot) => (Folder ?? snapshot.Prefix) + Name;
}
