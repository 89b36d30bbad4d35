using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Functions.Lake;

namespace Functions.Repair;

/// <summary>What lies in the two buckets, as listed: manifests, and the markers of what became of them.</summary>
internal sealed class Ledger(IAmazonS3 s3, string rawBucket, string processedBucket)
{
    private const string PlaylistFolder = RawSnapshot.Zone + "playlist_id=";

    /// <summary>The playlists that have raw snapshots, in the order of their ids.</summary>
    /// <param name="after">Only those behind this one; null: all.</param>
    public async IAsyncEnumerable<string> PlaylistsAsync(
        string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = rawBucket,
            Prefix = PlaylistFolder,
            Delimiter = "/",
            // The character that follows the slash comes behind all that the folder holds.
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

    /// <summary>The markers by playlist and day. What is too short to be one is none.</summary>
    public async Task<IReadOnlyDictionary<(DateOnly Date, string PlaylistId), ListedFile>> MarkersAsync(
        DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(DateOnly, string), ListedFile>();
        await foreach (var marker in FilesAsync(SnapshotMarker.Prefix, from, to, cancellationToken))
        {
            if (marker.Bytes >= SnapshotMarker.ShortestLength)
            {
                found[marker.PlaylistAndDay] = marker;
            }
        }

        return found;
    }

    /// <summary>What lies below a prefix of the processed bucket, in the order of days.</summary>
    /// <param name="prefix">A table's, or another that is laid out like one.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last one.</param>
    /// <param name="cancellationToken">Ends it.</param>
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

    /// <summary>The playlists and days of which a replay has shown something, in the order of their keys.</summary>
    /// <param name="id">The replay's.</param>
    /// <param name="after">Only those behind this key; null: all.</param>
    public async IAsyncEnumerable<(string Key, DateOnly Date, string PlaylistId)> ShownAsync(
        string id, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = ReplayZone.ShownOf(id);
        await foreach (var stored in ObjectsAsync(processedBucket, prefix, after, cancellationToken))
        {
            if (TryParse(stored.Key, prefix, out var date, out var playlistId, out _))
            {
                yield return (stored.Key, date, playlistId);
            }
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
            throw S3Refusal.Of(request.BucketName, request.Prefix, "listed", e);
        }
    }
}

/// <summary>A manifest that is there.</summary>
/// <param name="WrittenAt">By S3's clock.</param>
internal sealed record StoredManifest(RawSnapshot Snapshot, DateTimeOffset WrittenAt);

/// <summary>An object of one playlist and day that is there.</summary>
/// <param name="Extension">How its key ends, without the dot.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="WrittenAt">By S3's clock, in whole seconds.</param>
/// <param name="ETag">In quotes as S3 gives it.</param>
internal sealed record ListedFile(
    DateOnly Date, string PlaylistId, string Extension, long Bytes, DateTimeOffset WrittenAt, string? ETag)
{
    public (DateOnly Date, string PlaylistId) PlaylistAndDay => (Date, PlaylistId);
}
