using System.Collections.Concurrent;
using Functions.Lake;
using Twin.Cli.Operations;

namespace Twin.Cli.Verification;

/// <summary>Follows snapshots through the lake: the manifest, the marker of the transform, and the tables'
/// files.</summary>
internal sealed class SnapshotCheck(VerifyTarget target, VerificationReport report, TimeProvider clock)
{
    // Each call is a process of its own.
    private const int CallsAtATime = 8;

    // S3's event comes within seconds. Lambda repeats a failed transform after one and after two minutes.
    private static readonly TimeSpan MaxTransformTime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MaxJobTime = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<RawSnapshot, SnapshotManifest> _manifests = [];
    private readonly ConcurrentDictionary<RawSnapshot, SnapshotMarker> _markers = [];

    public async Task<ImmutableArray<SnapshotMarker>> RunAsync(
        ImmutableArray<RawSnapshot> snapshots, CancellationToken cancellationToken)
    {
        await report.CheckAsync("manifests", () => ManifestsAsync(snapshots, cancellationToken));
        await report.CheckAsync("markers", () => MarkersAsync(cancellationToken));
        await report.CheckAsync("tables", () => TablesAsync(cancellationToken));
        return [.. _markers.Values];
    }

    private async Task<CheckResult> ManifestsAsync(
        ImmutableArray<RawSnapshot> snapshots, CancellationToken cancellationToken)
    {
        if (snapshots.IsEmpty)
        {
            return CheckResult.Skipped($"no playlist has a complete snapshot");
        }

        var problems = await ForEachAsync(snapshots, ManifestAsync, cancellationToken);
        var entries = _manifests.Values.Sum(manifest => manifest.Playlist.TrackCount);
        var pages = _manifests.Values.Sum(manifest => manifest.Pages.Count);
        return problems.IsEmpty
            ? CheckResult.Ok($"{_manifests.Count} of {snapshots.Length}: {entries} entries on {pages} pages")
            : CheckResult.Failed(problems, $"See the log of {target.ExtractFunction}, and verify again.");
    }

    private async Task<string?> ManifestAsync(RawSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (await target.Lake.ReadAsync(target.RawBucket, snapshot.Manifest, cancellationToken) is not { } found)
        {
            return $"s3://{target.RawBucket}/{snapshot.Manifest} does not exist";
        }

        try
        {
            _manifests[snapshot] = SnapshotManifest.Parse(found);
            return null;
        }
        catch (JsonException broken)
        {
            return $"s3://{target.RawBucket}/{snapshot.Manifest} is not a manifest: {broken.Message}";
        }
    }

    private async Task<CheckResult> MarkersAsync(CancellationToken cancellationToken)
    {
        if (_manifests.IsEmpty)
        {
            return CheckResult.Skipped($"there is no manifest");
        }

        var problems = await ForEachAsync(_manifests.Keys, MarkerAsync, cancellationToken);
        return problems.IsEmpty
            ? CheckResult.Ok($"{_markers.Count} of {_manifests.Count}: all snapshots have become tables")
            : CheckResult.Failed(
                problems,
                target.HasTransform
                    ? $"See the log of {target.TransformFunction}. Correct the cause, then: "
                        + $"dotnet dev.cs redrive --stack {target.Stack.Stack}"
                    : $"See the last runs of the Glue job {target.SparkJob}. Correct the cause, then: "
                        + $"aws glue start-job-run --job-name {target.SparkJob}");
    }

    private async Task<string?> MarkerAsync(RawSnapshot snapshot, CancellationToken cancellationToken)
    {
        var key = SnapshotMarker.KeyOf(snapshot.Date, snapshot.PlaylistId);
        var marker = await Polling.UntilAsync(
            async () => await target.Lake.ReadAsync(target.ProcessedBucket, key, cancellationToken) is { } found
                && SnapshotMarker.Find(found) is { } parsed
                && IsOf(parsed, snapshot)
                    ? parsed
                    : null,
            Pause,
            target.IsReadOnly ? TimeSpan.Zero : target.HasTransform ? MaxTransformTime : MaxJobTime,
            clock,
            cancellationToken);
        if (marker is null)
        {
            return $"s3://{target.ProcessedBucket}/{key} does not name {snapshot.Manifest}";
        }

        _markers[snapshot] = marker;
        return null;
    }

    private bool IsOf(SnapshotMarker marker, RawSnapshot snapshot) =>
        marker.Manifest == snapshot.Manifest
        || marker.IsLaterThan(_manifests[snapshot].ExtractedAt, snapshot.Manifest);

    private async Task<CheckResult> TablesAsync(CancellationToken cancellationToken)
    {
        if (_markers.IsEmpty)
        {
            return CheckResult.Skipped($"there is no marker");
        }

        // One listing for all playlists of a table and day.
        var marked = _markers.Values.SelectMany(found => found.Tables.Values).ToList();
        var sizes = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        await ForEachAsync(
            marked.Select(table => table.Key[..(table.Key.LastIndexOf('/') + 1)]).Distinct(),
            async (folder, token) =>
            {
                foreach (var found in await target.Lake.ListAsync(target.ProcessedBucket, folder, token))
                {
                    sizes[found.Key] = found.Size;
                }

                return null;
            },
            cancellationToken);

        var problems = marked
            .Where(table => !sizes.TryGetValue(table.Key, out var size) || size != table.Bytes)
            .Select(table => sizes.TryGetValue(table.Key, out var size)
                ? $"{table.Key} has {size} bytes, and its marker says {table.Bytes}"
                : $"{table.Key} does not exist")
            .ToList();
        var rows = marked.Sum(table => (long)table.Rows);
        var rejected = _markers.Values.Sum(found => found.Rejected?.Records ?? 0);
        return problems.Count == 0
            ? CheckResult.Ok($"{marked.Count} files with {rows} rows; entries that could not be read: {rejected}")
            : CheckResult.Failed(
                problems,
                $"The repair makes them again: invoke {target.RepairFunction} with {{}}, and see its log.");
    }

    private static async Task<ImmutableArray<string>> ForEachAsync<T>(
        IEnumerable<T> items,
        Func<T, CancellationToken, Task<string?>> check,
        CancellationToken cancellationToken)
    {
        var problems = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = CallsAtATime, CancellationToken = cancellationToken },
            async (item, token) =>
            {
                if (await check(item, token) is { } problem)
                {
                    problems.Add(problem);
                }
            });
        return [.. problems.Order(StringComparer.Ordinal)];
    }
}
