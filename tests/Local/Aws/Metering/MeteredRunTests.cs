using System.Collections.Immutable;
using Functions.Extract;
using Functions.Lake;
using Functions.Metrics;
using Local.Aws.Declaration;
using Local.Aws.Metering;
using Local.Cli.Costs;
using Tests.Local.Twin;

namespace Tests.Local.Aws.Metering;

/// <summary>What is counted, against what the run itself left.</summary>
[Collection(PulumiDeployments.Name)]
public sealed class MeteredRunTests
{
    private const string Raw = "spotify-dev-raw";
    private const string Processed = "spotify-dev-processed";
    private const string Extract = "spotify-dev-extract";
    private const string Transform = "spotify-dev-transform";
    private const int Playlists = 2;

    [Fact]
    public async Task What_is_counted_is_what_the_run_left()
    {
        using var run = await TestRun.RunAsync(TestRun.Small with { PlaylistCount = Playlists, TrackCount = 130 });
        var usage = run.Outcome.Usage;

        AssertObjects(run, usage);
        AssertFunctions(run, usage);
        AssertCatalogAndQueries(run, usage);
    }

    private static void AssertObjects(TestRun run, ImmutableArray<Usage> usage)
    {
        var raw = Files(run, Path.Combine(Raw, RawSnapshot.Zone));
        var states = Files(run, Path.Combine(Raw, StateZone.Prefix));
        var processed = Files(run, Processed);

        // The state of each playlist is written when its reading begins and when it ends, and that of all in the end.
        var stateWrites = 1 + (2 * Playlists);
        Assert.Equal(1 + Playlists, states.Count);
        Assert.Equal(raw.Count + stateWrites, usage.Sum(MeteredService.S3, "PutObject", Raw, Extract));
        Assert.Equal(processed.Count, usage.Sum(MeteredService.S3, "PutObject", Processed, Transform));
        Assert.Equal(raw.Count + stateWrites + processed.Count, usage.Sum(MeteredService.S3, "PutObject"));

        // The extraction reads the list of playlists and the states, and the transform each page and manifest.
        Assert.Equal(1 + states.Count, usage.Sum(MeteredService.S3, "GetObject", Raw, Extract));
        Assert.Equal(raw.Count, usage.Sum(MeteredService.S3, "GetObject", Raw, Transform));

        Assert.Equal(
            raw.Count + states.Count, usage.Sum(MeteredService.S3, MeteredOperation.ObjectsStored, Raw));
        Assert.Equal(
            Lengths(raw.Concat(states).Concat(processed).Concat(Files(run, "spotify-dev-query-results"))),
            usage.Sum(MeteredService.S3, MeteredOperation.BytesStored));
        Assert.Equal(processed.Count, usage.Sum(MeteredService.EventBridge, MeteredOperation.OptInEvent, Processed));
        Assert.Equal(processed.Count, usage.Sum(MeteredService.EventBridge, MeteredOperation.OptInEvent));
    }

    private static void AssertFunctions(TestRun run, ImmutableArray<Usage> usage)
    {
        foreach (var (function, record) in run.Record.Functions)
        {
            Assert.Equal(
                record.Invocations, usage.Sum(MeteredService.Lambda, MeteredOperation.Invocation, function));
            Assert.Equal(1, usage.Sum(MeteredService.Lambda, MeteredOperation.ColdStart, function));
            Assert.True(usage.Sum(MeteredService.Logs, MeteredOperation.LogLine, $"/aws/lambda/{function}") > 0);
        }

        // The client secret, the refresh token that is configured, and the one that Spotify may have given since.
        Assert.Equal(3, usage.Sum(MeteredService.ParameterStore, "GetParameter", caller: Extract));
        // A token, then each playlist twice, before its pages and after them.
        var pages = Files(run, Raw).Count(file => Path.GetFileName(file).StartsWith("page-", StringComparison.Ordinal));
        Assert.Equal(1 + (2 * Playlists) + pages, usage.Sum(MeteredService.Spotify));
        Assert.Equal(0, usage.Sum(MeteredService.Sqs));

        var perTable = Tables.All.Length;
        Assert.Equal(
            (long)LakeMetricNames().Count() - 1 + perTable,
            usage.Sum(MeteredService.Metrics, MeteredOperation.CustomMetric, LakeMetrics.Namespace));
        // The repair's two metrics at six, and at twelve again.
        Assert.Equal(2, usage.Sum(MeteredService.Metrics, MeteredOperation.FurtherMetricHour, LakeMetrics.Namespace));
        Assert.Equal(
            usage.Sum(MeteredService.Metrics),
            usage.Sum(MeteredService.Metrics, MeteredOperation.CustomMetric, LakeMetrics.Namespace) + 2);
    }

    private static void AssertCatalogAndQueries(TestRun run, ImmutableArray<Usage> usage)
    {
        Assert.Equal(1, usage.Sum(MeteredService.Glue, MeteredOperation.Crawl));
        // A snapshot's marker asks for a crawl, and its tables are what is crawled.
        var markers = Files(run, Path.Combine(Processed, SnapshotMarker.Prefix)).Count;
        Assert.Equal(Playlists, markers);
        Assert.Equal(markers, usage.Sum(MeteredService.Glue, MeteredOperation.WorkflowEvent));
        Assert.Equal(1 + Tables.All.Length, usage.Sum(MeteredService.Glue, MeteredOperation.CatalogObject));
        Assert.Equal(Tables.All.Length, usage.Sum(MeteredService.Glue, MeteredOperation.CatalogPartition));
        Assert.Equal(
            Files(run, Processed).Count - markers, new RunUse(run.Outcome.Stack, PriceList.Current, usage).FilesCrawled);

        Assert.Equal(run.Record.Queries.Count, usage.Sum(MeteredService.Athena, MeteredOperation.Query));
        // Playlists twice, in the query of the WITH and in the question; the entries once.
        var playlists = Files(run, Path.Combine(Processed, Tables.Playlists.Name));
        var entries = Files(run, Path.Combine(Processed, Tables.PlaylistEntries.Name));
        Assert.Equal(
            (2 * Lengths(playlists)) + Lengths(entries),
            usage.Sum(MeteredService.Athena, MeteredOperation.BytesScanned, caller: "playlist_health"));
        Assert.Equal(
            3 * Playlists, usage.Sum(MeteredService.Athena, MeteredOperation.FilesScanned, caller: "playlist_health"));
    }

    [Fact]
    public async Task A_line_of_a_log_is_no_longer_than_is_assumed()
    {
        using var run = await TestRun.RunAsync(TestRun.Small with { PlaylistCount = 20, TrackCount = 1 });
        var usage = run.Outcome.Usage;

        var mean = usage.Sum(MeteredService.Logs, MeteredOperation.LogBytes)
            / usage.Sum(MeteredService.Logs, MeteredOperation.LogLine);
        Assert.InRange(mean, 1, (long)PriceList.Current.Assumed(AssumptionKey.LogLineBytes));
    }

    private static List<string> Files(TestRun run, string bucket) =>
        [.. Directory.EnumerateFiles(Path.Combine(run.Folder, "s3", bucket), "*", SearchOption.AllDirectories)];

    private static long Lengths(IEnumerable<string> files) => files.Sum(file => new FileInfo(file).Length);

    private static IEnumerable<string> LakeMetricNames() => typeof(LakeMetrics).GetFields()
        .Select(field => (string)field.GetRawConstantValue()!)
        .Except([LakeMetrics.Namespace, LakeMetrics.StackDimension, LakeMetrics.TableDimension]);
}
