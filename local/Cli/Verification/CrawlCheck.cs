using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Functions.Lake;
using Local.Cli.Operations;

namespace Local.Cli.Verification;

/// <summary>Runs the crawler once, and looks for the partitions of the newest day.</summary>
internal sealed class CrawlCheck(VerifyTarget target, VerificationReport report, TimeProvider clock)
{
    // A crawl that is under way, and one more: each takes some minutes at most.
    private static readonly TimeSpan LongestCrawl = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private DateTimeOffset? _lastCrawl;
    private bool _isStarted;

    /// <summary>Crawls, unless nothing may be started, and looks for partitions.</summary>
    public async Task RunAsync(ImmutableArray<FoundMarker> markers, CancellationToken cancellationToken)
    {
        await report.CheckAsync("crawl", () => CrawlAsync(markers, cancellationToken));
        await report.CheckAsync("partitions", () => PartitionsAsync(markers, cancellationToken));
    }

    private async Task<Finding> CrawlAsync(
        ImmutableArray<FoundMarker> markers, CancellationToken cancellationToken)
    {
        if (target.IsReadOnly)
        {
            var last = (await CrawlerAsync(cancellationToken)).Find("LastCrawl");
            return last is { } crawl
                ? ResultOf(crawl)
                : Finding.Skipped($"--read-only starts none, and there was none yet");
        }

        if (markers.IsEmpty)
        {
            return Finding.Skipped($"there is no marker, and so nothing to crawl");
        }

        var ended = await Polling.UntilAsync(
            () => CrawlOnceAsync(cancellationToken), Pause, LongestCrawl, clock, cancellationToken);
        return ended is null
            ? Finding.Failed(
                $"it has not ended after {LongestCrawl.TotalMinutes} minutes",
                $"Look at the crawler {target.Crawler} in the console, and verify again when it is ready.")
            : ResultOf(ended.LastCrawl);
    }

    private Finding ResultOf(JsonElement crawl)
    {
        _lastCrawl = crawl.Time("StartTime");
        return crawl.Text("Status") == "SUCCEEDED"
            ? Finding.Ok($"{target.Crawler} at {_lastCrawl:u}")
            : Finding.Failed(
                $"{crawl.Text("Status")}: {crawl.Text("ErrorMessage")}",
                $"See the log group {crawl.Text("LogGroup")}, stream {crawl.Text("LogStream")}.");
    }

    /// <summary>Starts a crawl when the crawler is ready, and asks for its end.</summary>
    /// <returns>The ended crawl; null while it is under way, or another one is.</returns>
    private async Task<EndedCrawl?> CrawlOnceAsync(CancellationToken cancellationToken)
    {
        var crawler = await CrawlerAsync(cancellationToken);
        if (crawler.Text("State") != "READY")
        {
            return null;
        }

        var last = crawler.Find("LastCrawl");
        if (_isStarted)
        {
            return last is { } ended && ended.Time("StartTime") != _lastCrawl ? new EndedCrawl(ended) : null;
        }

        // An event may start it at the same moment: then it runs, and ours comes after it.
        _lastCrawl = last?.Time("StartTime");
        var started = await target.Aws.FindAsync(
            ["glue", "start-crawler", "--name", target.Crawler], ["CrawlerRunningException"], cancellationToken);
        _isStarted = started is not null;
        return null;
    }

    private async Task<JsonElement> CrawlerAsync(CancellationToken cancellationToken) =>
        (await target.Aws.RunAsync(["glue", "get-crawler", "--name", target.Crawler], cancellationToken))
            .GetProperty("Crawler");

    private async Task<Finding> PartitionsAsync(
        ImmutableArray<FoundMarker> markers, CancellationToken cancellationToken)
    {
        if (markers.IsEmpty)
        {
            return Finding.Skipped($"there is no marker");
        }

        var newest = markers.MaxBy(found => found.Marker.SnapshotDate)!;
        var day = newest.Marker.SnapshotDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var missing = new List<string>();
        foreach (var table in Tables.All)
        {
            var partition = await target.Aws.FindAsync(
                [
                    "glue", "get-partition", "--database-name", target.Database, "--table-name", table.Name,
                    "--partition-values", day,
                ],
                ["EntityNotFoundException"],
                cancellationToken);
            if (partition is null)
            {
                missing.Add(table.Name);
            }
        }

        if (missing.Count == 0)
        {
            return Finding.Ok($"{Tables.All.Length} tables have one for {day}");
        }

        return target.IsReadOnly && (_lastCrawl is null || _lastCrawl < newest.WrittenAt)
            ? Finding.Skipped($"there was no crawl since the newest tables")
            : Finding.Failed(
                $"none for {day} in {string.Join(", ", missing)}",
                $"See the log of the crawler {target.Crawler}: it has not registered the day for engines that read "
                + "partitions from the catalog.");
    }

    private sealed record EndedCrawl(JsonElement LastCrawl);
}
