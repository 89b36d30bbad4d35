using System.Security.Cryptography;
using System.Text.Json;

namespace Functions.Lake;

/// <summary>
/// Says which raw snapshot the tables of one playlist and day were made of: the object that is written last, after all
/// that it names, and the only one that readers need to trust. The same raw snapshot and the same code give the same
/// bytes.
/// </summary>
/// <param name="SchemaVersion">The marker's own form: <see cref="CurrentSchema"/>.</param>
/// <param name="Manifest">The key of the raw snapshot's manifest.</param>
/// <param name="PlaylistId">Spotify's id of the playlist.</param>
/// <param name="SnapshotId">Spotify's version of the playlist.</param>
/// <param name="SnapshotDate">The partition.</param>
/// <param name="ExtractedAt">When the schedule fired: ISO 8601, UTC, whole seconds.</param>
/// <param name="CodeVersion">The build that transformed the snapshot.</param>
/// <param name="Format">How the tables are written: the name of a <see cref="TableFormat"/>.</param>
/// <param name="Tables">By the table's name, all seven.</param>
/// <param name="Rejected">The entries that could not be read; null where there were none.</param>
public sealed record SnapshotMarker(
    int SchemaVersion,
    string Manifest,
    string PlaylistId,
    string SnapshotId,
    DateOnly SnapshotDate,
    string ExtractedAt,
    string CodeVersion,
    string Format,
    IReadOnlyDictionary<string, MarkedTable> Tables,
    MarkedRejections? Rejected)
{
    /// <summary>The form that this code writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>What a marker is for those who open it.</summary>
    public const string ContentType = "application/json";

    /// <summary>Where the markers lie; ends with a slash.</summary>
    public const string Prefix = "_snapshots/";

    /// <summary>
    /// No marker is shorter, in bytes: the tables' hashes alone are as long. What is, was cut short or emptied, and a
    /// listing shows it.
    /// </summary>
    public static int ShortestLength => Lake.Tables.All.Length * 2 * SHA256.HashSizeInBytes;

    /// <summary>The key of the marker of one playlist and day.</summary>
    public static string KeyOf(DateOnly date, string playlistId) =>
        PartitionKey.Of(Prefix, date, playlistId, "json");

    /// <summary>
    /// Whether the raw snapshot of this marker is a later one than that of the other: both are of the same playlist
    /// and day, and of two that were extracted at once <see cref="RawSnapshot.ManifestOrder"/> decides.
    /// </summary>
    public bool IsLaterThan(string extractedAt, string manifest) =>
        string.CompareOrdinal(ExtractedAt, extractedAt) switch
        {
            0 => RawSnapshot.ManifestOrder.Compare(Manifest, manifest) > 0,
            var order => order > 0,
        };

    /// <summary>UTF-8; the same marker always gives the same bytes.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, LakeJson.Default.SnapshotMarker);

    /// <summary>
    /// The marker; null where the bytes are none: it says nothing then, and is replaced like one of an earlier snapshot.
    /// </summary>
    public static SnapshotMarker? Find(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Parse(utf8);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <exception cref="JsonException">The bytes are no marker of a form that this code knows.</exception>
    public static SnapshotMarker Parse(ReadOnlySpan<byte> utf8)
    {
        var marker = JsonSerializer.Deserialize(utf8, LakeJson.Default.SnapshotMarker)
            ?? throw new JsonException("the marker is null");
        if (marker.SchemaVersion != CurrentSchema)
        {
            throw new JsonException(
                $"its schema_version is {marker.SchemaVersion}, and this code reads {CurrentSchema}");
        }

        return Lake.Tables.All.FirstOrDefault(table => marker.Tables.GetValueOrDefault(table.Name) is null) is { } table
            ? throw new JsonException($"it does not tell of the table {table.Name}")
            : marker;
    }
}

/// <summary>One table of a snapshot.</summary>
/// <param name="Key">In the processed bucket; of a replay, below its prefix.</param>
/// <param name="Rows">Without a header.</param>
/// <param name="Bytes">The object's length.</param>
/// <param name="Sha256">Of its bytes: 64 lower-case hexadecimal digits.</param>
public sealed record MarkedTable(string Key, int Rows, long Bytes, string Sha256);

/// <summary>What could not be read of a snapshot.</summary>
/// <param name="Key">In the processed bucket; of a replay, below its prefix.</param>
/// <param name="Records">At least one.</param>
/// <param name="Sha256">Of the object's bytes: 64 lower-case hexadecimal digits.</param>
public sealed record MarkedRejections(string Key, int Records, string Sha256);
