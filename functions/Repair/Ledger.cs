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

    /// <summary>
    /// The playlists and days that have a marker, and when it was written. What is too short to be one is none.
    /// </summary>
    public async Task<IReadOnlyDictionary<(DateOnly Date, string PlaylistId), DateTimeOffset>> MarkersAsync(
        DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(DateOnly, string), DateTimeOffset>();
        await foreach (var (date, playlistId, writtenAt) in FilesAsync(
            SnapshotMarker.Prefix, SnapshotMarker.ShortestLength, from, to, cancellationToken))
        {
            found[(date, playlistId)] = writtenAt;
        }

        return found;
    }

    /// <summary>The files of a table, in the order of days; in which form, is not told.</summary>
    public IAsyncEnumerable<(DateOnly Date, string PlaylistId, DateTimeOffset WrittenAt)> FilesAsync(
        Table table, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        FilesAsync(table.Prefix, 0, from, to, cancellationToken);

    /// <summary>The playlists and days of which a replay has shown something, in the order of their keys.</summary>
    /// <param name="id">The replay's.</param>
    /// <param name="after">Only those behind this key; null: all.</param>
    public async IAsyncEnumerable<(string Key, DateOnly Date, string PlaylistId)> ShownAsync(
        string id, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = ReplayZone.ShownOf(id);
        await foreach (var stored in ObjectsAsync(processedBucket, prefix, after, cancellationToken))
        {
            if (TryParse(stored.Key, prefix, out var date, out var playlistId))
            {
                yield return (stored.Key, date, playlistId);
            }
        }
    }

    private async IAsyncEnumerable<(DateOnly Date, string PlaylistId, DateTimeOffset WrittenAt)> FilesAsync(
        string prefix,
        long shortest,
        DateOnly from,
        DateOnly to,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var stored in ObjectsAsync(processedBucket, prefix, StartOf(prefix, from), cancellationToken))
        {
            if (stored.Size >= shortest && TryParse(stored.Key, prefix, out var date, out var playlistId))
            {
                if (date > to)
                {
                    break;
                }

                yield return (date, playlistId, WrittenAt(stored));
            }
        }
    }

    private static DateTimeOffset WrittenAt(S3Object stored) => stored.LastModified is { } time
        ? new DateTimeOffset(time.ToUniversalTime(), TimeSpan.Zero)
        : DateTimeOffset.MinValue;

    private static string StartOf(string prefix, DateOnly day) => string.Create(
        CultureInfo.InvariantCulture, $"{prefix}{Table.PartitionColumn}={day:yyyy-MM-dd}");

    private static bool TryParse(string key, string prefix, out DateOnly date, out string playlistId)
    {
        (date, playlistId) = (default, "");
        var start = $"{prefix}{Table.PartitionColumn}=";
        if (!key.StartsWith(start, StringComparison.Ordinal)
            || key[start.Length..].Split('/') is not [var day, var file]
            || !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            || file.LastIndexOf('.') is not (> 0 and var end))
        {
            return false;
        }

        playlistId = file[..end];
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
