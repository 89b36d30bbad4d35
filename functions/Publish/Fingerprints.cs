using System.Security.Cryptography;

namespace Functions.Publish;

/// <summary>The fingerprints of the days and of the months of plays: of the names and the ETags of all objects of a day
/// or a month, in the order of the listing. Whatever changes an object changes the fingerprint.</summary>
internal static class Fingerprints
{
    /// <summary>The fingerprint of a day or a month without objects.</summary>
    public const string Empty = "";

    /// <summary>The fingerprint of a published day or month that is due whatever its objects are.</summary>
    public const string Forgotten = "forgotten";

    // 128 bits: two states of one day never have the same by chance.
    private const int Length = 32;

    /// <summary>The fingerprints of the days, of their markers: a snapshot that is new, late, repaired or replayed
    /// changes that of its day.</summary>
    public static Task<IReadOnlyDictionary<DateOnly, string>> OfDaysAsync(
        Ledger ledger, DateOnly from, CancellationToken cancellationToken) => ReadAsync(
            ledger.FilesAsync(SnapshotMarker.Prefix, from, DateOnly.MaxValue, cancellationToken)
                .Select(marker => (marker.Date, $"{marker.PlaylistId}.{marker.Extension} {marker.ETag}")));

    /// <summary>The fingerprints of the months, <c>yyyy-MM</c>, of their files of <see cref="Tables.Plays"/>: an import
    /// that changes no byte of them changes no fingerprint.</summary>
    public static Task<IReadOnlyDictionary<string, string>> OfMonthsAsync(
        Ledger ledger, CancellationToken cancellationToken) => ReadAsync(
            ledger.MonthsAsync(Tables.Plays.Prefix, cancellationToken)
                .Select(file => (file.Month.ToString(), $"{file.Key} {file.ETag}")));

    private static async Task<IReadOnlyDictionary<T, string>> ReadAsync<T>(
        IAsyncEnumerable<(T Partition, string Line)> objects)
        where T : notnull
    {
        var fingerprints = new Dictionary<T, string>();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var former = Array.Empty<T>();
        await foreach (var (partition, line) in objects)
        {
            if (!former.Contains(partition))
            {
                End();
                former = [partition];
            }

            hash.AppendData(Encoding.UTF8.GetBytes($"{line}\n"));
        }

        End();
        return fingerprints;

        void End()
        {
            foreach (var partition in former)
            {
                fingerprints[partition] = Convert.ToHexStringLower(hash.GetHashAndReset())[..Length];
            }
        }
    }
}
