using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Functions.Lake;

/// <summary>One state of one playlist on one day in the raw bucket: <c>raw/playlist_id=…/snapshot_date=…/&lt;snapshot
/// hash&gt;/</c>, pages first, the manifest last.</summary>
/// <param name="PlaylistId">Spotify's id of the playlist: 22 base62 characters.</param>
/// <param name="Date">The UTC day on which the schedule fired.</param>
public sealed record RawSnapshot(string PlaylistId, DateOnly Date, string Hash)
{
    /// <summary>The raw zone. Nothing below it is ever moved, renamed or rewritten with other bytes.</summary>
    public const string Zone = "raw/";

    /// <summary>The object that is written last, and the only one that starts the transformation.</summary>
    public const string ManifestName = "manifest.json";

    /// <summary>The beginning of the keys of all snapshots.</summary>
    public const string Playlists = Zone + PlaylistIdKey;

    private const string PlaylistIdKey = "playlist_id=";
    private const string DateFormat = "yyyy-MM-dd";

    /// <summary>The prefix of the snapshot's objects; it ends with a slash.</summary>
    public string Prefix => $"{PrefixOf(PlaylistId)}{Table.PartitionColumn}={DateText}/{Hash}/";

    public string Manifest => Prefix + ManifestName;

    /// <summary>The key of page <paramref name="index"/>, counted from 0 in the playlist's order.</summary>
    public string Page(int index) => Prefix + PageName(index);

    /// <summary>The prefix of a playlist's snapshots, a folder for each day; it ends with a slash.</summary>
    public static string PrefixOf(string playlistId) => $"{Zone}{PlaylistIdKey}{playlistId}/";

    public static string PageName(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"page-{index:D5}.json");

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of Spotify's <c>snapshot_id</c>, which itself may hold
    /// characters that a key should not (<c>/</c>, <c>+</c>, <c>=</c>).</summary>
    /// <param name="snapshotId">Spotify's <c>snapshot_id</c>.</param>
    /// <param name="attempt">The number of the reading, from 1. A second reading of the same snapshot on the same day
    /// is stored beside the first, as <c>&lt;snapshot hash&gt;-2</c>: nothing is rewritten.</param>
    public static string HashOf(string snapshotId, int attempt = 1)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(snapshotId)))[..16];
        return attempt == 1 ? hash : string.Create(CultureInfo.InvariantCulture, $"{hash}-{attempt}");
    }

    /// <summary>The order of the manifests of one playlist, day and time. Of two readings of the same snapshot the
    /// later one is greater; the order of other snapshots is unknown, and this one is always the same.</summary>
    public static IComparer<string> ManifestOrder { get; } = Comparer<string>.Create((one, other) =>
        // The readings -2 and -10 are later than the one without a number.
        one.Length != other.Length ? one.Length.CompareTo(other.Length) : string.CompareOrdinal(one, other));

    /// <summary>Determines whether <paramref name="folder"/> is the <see cref="Prefix"/> of a snapshot of the same
    /// playlist.</summary>
    public bool IsOfSamePlaylist(string folder) =>
        TryParseManifest(folder + ManifestName, out var other) && other.PlaylistId == PlaylistId;

    /// <summary>The day of the snapshot that an object belongs to; null if the key is none of a snapshot.</summary>
    public static DateOnly? DayOf(string key) =>
        TryParseManifest(key[..(key.LastIndexOf('/') + 1)] + ManifestName, out var snapshot) ? snapshot.Date : null;

    private string DateText => Date.ToString(DateFormat, CultureInfo.InvariantCulture);

    /// <returns>False if the key is not a manifest's.</returns>
    public static bool TryParseManifest(string key, [NotNullWhen(true)] out RawSnapshot? snapshot)
    {
        snapshot = null;
        if (!key.StartsWith(Zone, StringComparison.Ordinal))
        {
            return false;
        }

        var parts = key[Zone.Length..].Split('/');
        if (parts is not [var playlist, var date, var hash, ManifestName]
            || !playlist.StartsWith(PlaylistIdKey, StringComparison.Ordinal)
            || !date.StartsWith(Table.PartitionColumn + "=", StringComparison.Ordinal)
            || !DateOnly.TryParseExact(
                date[(Table.PartitionColumn.Length + 1)..],
                DateFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day))
        {
            return false;
        }

        snapshot = new RawSnapshot(playlist[PlaylistIdKey.Length..], day, hash);
        return true;
    }
}
