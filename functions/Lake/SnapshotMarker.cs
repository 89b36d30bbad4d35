using System.Security.Cryptography;

namespace Functions.Lake;

/// <summary>The marker of one playlist and day: it names the raw snapshot of its tables. It is written last, after all
/// that it names, and is the only object that readers need to trust. The same raw snapshot and the same code make the
/// same bytes.</summary>
/// <param name="SchemaVersion">The version of the marker's schema: <see cref="CurrentSchema"/>.</param>
/// <param name="ExtractedAt">The time at which the schedule fired: ISO 8601, UTC, whole seconds.</param>
/// <param name="Rejected">The entries that could not be read; null if there are none.</param>
/// <param name="Users">The form of users' ids, a name of <see cref="StoredUsers"/>; null of a marker from before there
/// were others than plain ones.</param>
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
    MarkedRejections? Rejected,
    string? Users = null) : ITableMarker
{
    public const int CurrentSchema = 1;
    public const string ContentType = "application/json";

    /// <summary>The prefix of the markers; it ends with a slash.</summary>
    public const string Prefix = "_snapshots/";

    TablePlace ITableMarker.Place => TablePlace.Of(SnapshotDate, PlaylistId);

    IReadOnlyList<string> ITableMarker.Manifests => [Manifest];

    bool ITableMarker.IsLaterThan(ITableMarker other) =>
        other is SnapshotMarker snapshot && IsLaterThan(snapshot.ExtractedAt, snapshot.Manifest);

    /// <summary>The fewest bytes of a marker: the tables' hashes alone are as long. A listing shows that a shorter
    /// object was cut short or emptied.</summary>
    public static int MinLength => Lake.Tables.All.Length * 2 * SHA256.HashSizeInBytes;

    /// <summary>The key of the marker of one playlist and day.</summary>
    public static string KeyOf(DateOnly date, string playlistId) =>
        TablePlace.Of(date, playlistId).Key(Prefix, "json");

    /// <summary>Determines whether the raw snapshot of this marker is later than another one of the same playlist and
    /// day. Of two that were extracted at the same time, <see cref="RawSnapshot.ManifestOrder"/> decides.</summary>
    public bool IsLaterThan(string extractedAt, string manifest) =>
        string.CompareOrdinal(ExtractedAt, extractedAt) switch
        {
            0 => RawSnapshot.ManifestOrder.Compare(Manifest, manifest) > 0,
            var order => order > 0,
        };

    /// <summary>The marker in UTF-8. The same marker always has the same bytes.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, LakeJson.Default.SnapshotMarker);

    /// <summary>Parses a marker. Bytes that are not a marker count as none, and are replaced like the marker of an
    /// earlier snapshot.</summary>
    /// <returns>The marker; null if the bytes are none.</returns>
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

/// <param name="Key">The object's key in the processed bucket; below the prefix of a replay.</param>
/// <param name="Rows">The number of rows without the header.</param>
/// <param name="Sha256">The SHA-256 of its bytes: 64 lower-case hexadecimal digits.</param>
public sealed record MarkedTable(string Key, int Rows, long Bytes, string Sha256);

/// <summary>The entries of a snapshot that could not be read.</summary>
/// <param name="Key">The object's key in the processed bucket; below the prefix of a replay.</param>
/// <param name="Records">The number of entries, at least one.</param>
/// <param name="Sha256">The SHA-256 of the object's bytes: 64 lower-case hexadecimal digits.</param>
public sealed record MarkedRejections(string Key, int Records, string Sha256);
