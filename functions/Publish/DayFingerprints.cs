using System.Security.Cryptography;

namespace Functions.Publish;

/// <summary>The fingerprints of the days: of the names and the ETags of all markers of a day, in the order of the
/// listing. A snapshot that is new, late, repaired or replayed changes the fingerprint of its day.</summary>
internal static class DayFingerprints
{
    /// <summary>The fingerprint of a day without snapshots.</summary>
    public const string Empty = "";

    /// <summary>The fingerprint of a published day that is due whatever its snapshots are.</summary>
    public const string Forgotten = "forgotten";

    // 128 bits: two states of one day never have the same by chance.
    private const int Length = 32;

    public static async Task<IReadOnlyDictionary<DateOnly, string>> ReadAsync(
        Ledger ledger, DateOnly from, CancellationToken cancellationToken)
    {
        var fingerprints = new Dictionary<DateOnly, string>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        DateOnly? day = null;
        await foreach (
            var marker in ledger.FilesAsync(SnapshotMarker.Prefix, from, DateOnly.MaxValue, cancellationToken))
        {
            if (day is { } former && former != marker.Date)
            {
                fingerprints[former] = Text(hash);
            }

            day = marker.Date;
            hash.AppendData(Encoding.UTF8.GetBytes($"{marker.PlaylistId}.{marker.Extension} {marker.ETag}\n"));
        }

        if (day is { } last)
        {
            fingerprints[last] = Text(hash);
        }

        return fingerprints;
    }

    private static string Text(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset())[..Length];
}
