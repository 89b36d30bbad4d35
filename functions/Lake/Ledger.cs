using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Amazon.S3.Model;

namespace Functions.Lake;

/// <summary>The listings of the two buckets: the manifests, and the markers of their tables.</summary>
internal sealed class Ledger(IAmazonS3 s3, string rawBucket, string processedBucket)
{
    private const string PlaylistFolder = RawSnapshot.Playlists;

    /// <summary>The first day of the plays of the API that are kept. Pages that were read earlier count as
    /// deleted.</summary>
    public DateOnly FirstPlay { get; private init; }

    /// <summary>The first day of the imports that are kept. Earlier ones count as deleted: S3 may have deleted their
    /// records already, which were written before the manifest.</summary>
    public DateOnly FirstImport { get; private init; }

    /// <summary>The same listings, without what is kept no longer.</summary>
    /// <param name="tables">The retention of the tables, and of plays of the API.</param>
    /// <param name="imports">The retention of imports.</param>
    public Ledger Keeping(KeptDays tables, KeptDays imports, DateOnly today) => new(s3, rawBucket, processedBucket)
    {
        FirstPlay = tables.First(today),
        FirstImport = imports.Days is null ? DateOnly.MinValue : imports.First(today).AddDays(1),
    };

    /// <summary>The playlists with raw snapshots, in the order of their ids.</summary>
    /// <param name="after">The id after which the list begins; null for all playlists.</param>
    public async IAsyncEnumerable<string> PlaylistsAsync(
        string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = rawBucket,
            Prefix = PlaylistFolder,
            Delimiter = "/",
            // In the order of keys, the character after the slash comes after all that the folder has.
            StartAfter = after is null ? null : $"{PlaylistFolder}{after}0",
        };
        await foreach (var page in PagesAsync(request, cancellationToken))
        {
            foreach (var folder in page.CommonPrefixes ?? [])
            {
                yield return folder[PlaylistFolder.Length..^1];
            }
        }
    }

    /// <summary>A playlist's manifests of some days, in the order of days and then of keys.</summary>
    public async Task<IReadOnlyList<StoredManifest>> ManifestsAsync(
        string playlistId, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var folder = $"{PlaylistFolder}{playlistId}/";
        var found = new List<StoredManifest>();
        await foreach (var stored in ObjectsAsync(rawBucket, folder, StartOf(folder, from), cancellationToken))
        {
            if (RawSnapshot.TryParseManifest(stored.Key, out var snapshot))
            {
                if (snapshot.Date > to)
                {
                    break;
                }

                found.Add(new StoredManifest(snapshot, WrittenAt(stored)));
            }
        }

        return found;
    }

    /// <summary>The manifests of imported plays, in the order of their keys.</summary>
    /// <param name="month">The month; null for all.</param>
    public async Task<IReadOnlyList<MonthManifest>> ImportsAsync(
        PlayedMonth? month, CancellationToken cancellationToken)
    {
        var found = new List<MonthManifest>();
        var prefix = month is { } one ? ImportZone.PrefixOf(one) : ImportZone.Prefix;
        await foreach (var stored in ObjectsAsync(rawBucket, prefix, null, cancellationToken))
        {
            if (ImportZone.TryParseManifest(stored.Key, out var ofMonth)
                && WrittenAt(stored).UtcDateTime >= FirstImport.ToDateTime(default))
            {
                found.Add(new MonthManifest(ofMonth, stored.Key, WrittenAt(stored)));
            }
        }

        return found;
    }

    /// <summary>The manifests of pages of plays of some months, in the order of their keys.</summary>
    public async Task<IReadOnlyList<MonthManifest>> PlayPagesAsync(
        PlayedMonth from, PlayedMonth to, CancellationToken cancellationToken)
    {
        var found = new List<MonthManifest>();
        var (start, end) = (PlaysZone.PrefixOf(from), PlaysZone.PrefixOf(to.Add(1)));
        await foreach (var stored in ObjectsAsync(rawBucket, PlaysZone.Prefix, start, cancellationToken))
        {
            if (string.CompareOrdinal(stored.Key, end) >= 0)
            {
                break;
            }

            if (PlaysZone.TryParseManifest(stored.Key, out var month)
                && string.CompareOrdinal(
                    stored.Key, PlaysZone.FolderOf(month, new DateTimeOffset(FirstPlay, default, default))) >= 0)
            {
                found.Add(new MonthManifest(month, stored.Key, WrittenAt(stored)));
            }
        }

        return found;
    }

    /// <summary>The markers by playlist and day. An object that is too short for a marker is left out.</summary>
    public async Task<IReadOnlyDictionary<(DateOnly Date, string PlaylistId), ListedFile>> MarkersAsync(
        DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(DateOnly, string), ListedFile>();
        await foreach (var marker in FilesAsync(SnapshotMarker.Prefix, from, to, cancellationToken))
        {
            if (marker.Bytes >= SnapshotMarker.MinLength)
            {
                found[marker.PlaylistAndDay] = marker;
            }
        }

        return found;
    }

    /// <summary>The objects below a prefix of the processed bucket, in the order of days.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    public async IAsyncEnumerable<ListedFile> FilesAsync(
        string prefix, DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var stored in ObjectsAsync(processedBucket, prefix, StartOf(prefix, from), cancellationToken))
        {
            if (TryParse(stored.Key, prefix, out var date, out var playlistId, out var extension))
            {
                if (date > to)
                {
                    break;
                }

                yield return new ListedFile(
                    date, playlistId, extension, stored.Size ?? 0, WrittenAt(stored), stored.ETag);
            }
        }
    }

    /// <summary>The objects of months of plays below a prefix of the processed bucket, in their order.</summary>
    public async IAsyncEnumerable<ListedMonth> MonthsAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = $"{prefix}{TablePartition.Month.Column}=";
        await foreach (var stored in ObjectsAsync(processedBucket, start, null, cancellationToken))
        {
            if (PlayedMonth.TryParse(stored.Key[start.Length..].Split('/')[0], out var month))
            {
                yield return new ListedMonth(
                    month,
                    stored.Key,
                    stored.Key[(stored.Key.LastIndexOf('.') + 1)..],
                    stored.Size ?? 0,
                    WrittenAt(stored),
                    stored.ETag);
            }
        }
    }

    /// <summary>The keys of the results that a replay has shown, in their order.</summary>
    /// <param name="after">The key after which the list begins; null for all.</param>
    public async IAsyncEnumerable<string> ShownAsync(
        string id, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (
            var stored in ObjectsAsync(processedBucket, ReplayZone.ShownOf(id), after, cancellationToken))
        {
            yield return stored.Key;
        }
    }

    private static DateTimeOffset WrittenAt(S3Object stored) => stored.LastModified is { } time
        ? new DateTimeOffset(time.ToUniversalTime(), TimeSpan.Zero)
        : DateTimeOffset.MinValue;

    private static string StartOf(string prefix, DateOnly day) => string.Create(
        CultureInfo.InvariantCulture, $"{prefix}{Table.PartitionColumn}={day:yyyy-MM-dd}");

    private static bool TryParse(
        string key, string prefix, out DateOnly date, out string playlistId, out string extension)
    {
        (date, playlistId, extension) = (default, "", "");
        var start = $"{prefix}{Table.PartitionColumn}=";
        if (!key.StartsWith(start, StringComparison.Ordinal)
            || key[start.Length..].Split('/') is not [var day, var file]
            || !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            || file.LastIndexOf('.') is not (> 0 and var end))
        {
            return false;
        }

        (playlistId, extension) = (file[..end], file[(end + 1)..]);
        return true;
    }

    private async IAsyncEnumerable<S3Object> ObjectsAsync(
        string bucket, string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, StartAfter = after };
        await foreach (var page in PagesAsync(request, cancellationToken))
        {
            foreach (var stored in page.S3Objects ?? [])
            {
                yield return stored;
            }
        }
    }

    private async IAsyncEnumerable<ListObjectsV2Response> PagesAsync(
        ListObjectsV2Request request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            var page = await ListAsync(request, cancellationToken);
            yield return page;
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (!string.IsNullOrEmpty(request.ContinuationToken));
    }

    private async Task<ListObjectsV2Response> ListAsync(
        ListObjectsV2Request request, CancellationToken cancellationToken)
    {
        try
        {
            return await s3.ListObjectsV2Async(request, cancellationToken);
        }
        catch (AmazonS3Exception e)
        {
            throw S3Errors.Create(request.BucketName, request.Prefix, "listed", e);
        }
    }
}

/// <param name="WrittenAt">The time at which it was written, by S3's clock.</param>
internal sealed record StoredManifest(RawSnapshot Snapshot, DateTimeOffset WrittenAt);

/// <summary>A manifest of plays of one month: of an import, or of a page.</summary>
/// <param name="WrittenAt">The time at which it was written, by S3's clock.</param>
internal sealed record MonthManifest(PlayedMonth Month, string Key, DateTimeOffset WrittenAt)
{
    public static bool TryParse(string key, [NotNullWhen(true)] out PlayedMonth? month) =>
        ImportZone.TryParseManifest(key, out month) || PlaysZone.TryParseManifest(key, out month);
}

/// <summary>An object of a listing of the processed bucket.</summary>
/// <param name="Extension">The end of its key, without the dot.</param>
/// <param name="WrittenAt">The time at which it was written, by S3's clock, in whole seconds.</param>
/// <param name="ETag">Its ETag, in quotes as S3 returns it.</param>
internal abstract record PartitionFile(string Extension, long Bytes, DateTimeOffset WrittenAt, string? ETag);

/// <summary>An object of one playlist and day.</summary>
internal sealed record ListedFile(
    DateOnly Date, string PlaylistId, string Extension, long Bytes, DateTimeOffset WrittenAt, string? ETag)
    : PartitionFile(Extension, Bytes, WrittenAt, ETag)
{
    public (DateOnly Date, string PlaylistId) PlaylistAndDay => (Date, PlaylistId);
}

/// <summary>An object of one month of plays.</summary>
internal sealed record ListedMonth(
    PlayedMonth Month, string Key, string Extension, long Bytes, DateTimeOffset WrittenAt, string? ETag)
    : PartitionFile(Extension, Bytes, WrittenAt, ETag);
