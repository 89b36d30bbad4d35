using Functions.Metrics;
using Infra.Components;
using Twin.Aws.Sqs;
using Twin.Aws.Ssm;
using Twin.Tests.Host;

namespace Twin.Tests.Aws.Metering;

public sealed class MeteredRunTests
{
    private const string Raw = "spotify-dev-raw";
    private const string Processed = "spotify-dev-processed";
    private const string Extract = "spotify-dev-extract";
    private const string Transform = "spotify-dev-transform";
    private const string Publish = "spotify-dev-publish";
    private const int Playlists = 2;

    [Fact]
    public async Task The_counted_use_equals_the_output_of_the_run()
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
        var published = Files(run, Path.Combine(Raw, StateZone.Prefix))
            .Where(file => Path.GetFileName(file).StartsWith("publication", StringComparison.Ordinal))
            .ToList();
        var states = Files(run, Path.Combine(Raw, StateZone.Prefix)).Except(published).ToList();
        var request = Assert.Single(Files(run, Path.Combine(Raw, "publications")));
        var processed = LakeFiles(run);

        // The lease is taken and released, the state of each playlist is written at the beginning and the end of its
        // reading, and the state of all at the end.
        var stateWrites = 2 + 1 + (2 * Playlists);
        Assert.Equal(1 + 1 + Playlists, states.Count);
        Assert.Equal(raw.Count + stateWrites + 1, usage.Sum(S3Usage.Service, "PutObject", Raw, Extract));
        Assert.Equal(processed.Count, usage.Sum(S3Usage.Service, "PutObject", Processed, Transform));

        // The lease is taken, renewed at the same moment, and released. The state is written for the days and for the
        // upkeep.
        const int PublicationWrites = 2 + 2;
        Assert.Equal(2, published.Count);
        Assert.Equal(PublicationWrites, usage.Sum(S3Usage.Service, "PutObject", Raw, Publish));
        Assert.Equal(
            raw.Count + stateWrites + 1 + processed.Count + PublicationWrites,
            usage.Sum(S3Usage.Service, "PutObject"));

        // The extraction reads the list of playlists, the lease and the states, and the transform each page and
        // manifest.
        Assert.Equal(1 + states.Count, usage.Sum(S3Usage.Service, "GetObject", Raw, Extract));
        Assert.Equal(raw.Count, usage.Sum(S3Usage.Service, "GetObject", Raw, Transform));

        Assert.Equal(
            raw.Count + states.Count + published.Count + 1, usage.Sum(S3Usage.Service, S3Usage.ObjectsStored, Raw));
        Assert.Equal(
            Lengths(
                [
                    .. raw, .. states, .. published, request, .. processed,
                    .. Files(run, Path.Combine(Processed, AnalyticsTable.Zone)),
                    .. Files(run, "spotify-dev-query-results"),
                ]),
            usage.Sum(S3Usage.Service, S3Usage.BytesStored));
        Assert.Equal(
            raw.Count + stateWrites + 1 + PublicationWrites,
            usage.Sum(EventBridgeUsage.Service, EventBridgeUsage.OptInEvent, Raw));
        Assert.Equal(
            usage.Sum(EventBridgeUsage.Service, EventBridgeUsage.OptInEvent, Raw),
            usage.Sum(EventBridgeUsage.Service, EventBridgeUsage.OptInEvent));
    }

    private static void AssertFunctions(TestRun run, ImmutableArray<Usage> usage)
    {
        // No run forgets.
        foreach (var (function, record) in run.Record.Functions.Where(found => found.Key != "spotify-dev-forget"))
        {
            Assert.Equal(record.Invocations, usage.Sum(LambdaUsage.Service, LambdaUsage.Invocation, function));
            Assert.Equal(1, usage.Sum(LambdaUsage.Service, LambdaUsage.ColdStart, function));
            Assert.True(usage.Sum(CloudWatchUsage.Logs, CloudWatchUsage.LogLine, $"/aws/lambda/{function}") > 0);
        }

        // The client secret, the configured refresh token, and the one that Spotify may have issued since.
        Assert.Equal(3, usage.Sum(SsmUsage.Service, "GetParameter", caller: Extract));
        // A token, then each playlist twice, before its pages and after them.
        var pages = Files(run, Raw).Count(file => Path.GetFileName(file).StartsWith("page-", StringComparison.Ordinal));
        Assert.Equal(1 + (2 * Playlists) + pages, usage.Sum(SpotifyUsage.Service));
        Assert.Equal(0, usage.Sum(SqsUsage.Service));

        Assert.Equal(
            // One of them is only for plays that may be lost.
            (long)LakeMetricNames().Count() - 1,
            usage.Sum(CloudWatchUsage.Metrics, CloudWatchUsage.CustomMetric, LakeMetrics.Namespace));
        // The repair's two metrics at six, and again at twelve.
        Assert.Equal(2, usage.Sum(CloudWatchUsage.Metrics, CloudWatchUsage.FurtherMetricHour, LakeMetrics.Namespace));
        Assert.Equal(
            usage.Sum(CloudWatchUsage.Metrics),
            usage.Sum(CloudWatchUsage.Metrics, CloudWatchUsage.CustomMetric, LakeMetrics.Namespace) + 2);
    }

    private static void AssertCatalogAndQueries(TestRun run, ImmutableArray<Usage> usage)
    {
        var markers = Files(run, Path.Combine(Processed, SnapshotMarker.Prefix)).Count;
        Assert.Equal(Playlists, markers);
        Assert.Equal(
            1 + Tables.Declared.Length + AnalyticsTables.All.Length,
            usage.Sum(GlueUsage.Service, GlueUsage.CatalogObject));
        Assert.Equal(Tables.All.Length, usage.Sum(GlueUsage.Service, GlueUsage.CatalogPartition));
        Assert.Equal(LakeFiles(run).Count - markers, usage.Sum(GlueUsage.Service, GlueUsage.CrawledFile));

        Assert.Equal(run.Record.Queries.Count, usage.Sum(AthenaUsage.Service, AthenaUsage.Query));
        // Playlists are read twice, in the query's WITH and in its main part; the other tables once.
        List<string> FilesOf(Table table) => Files(run, Path.Combine(Processed, table.Name));
        List<string> read =
        [
            .. FilesOf(Tables.Playlists), .. FilesOf(Tables.Playlists), .. FilesOf(Tables.PlaylistEntries),
            .. FilesOf(Tables.Artists), .. FilesOf(Tables.SongArtists),
        ];
        Usage[] today = [.. usage.Where(counted => counted.Caller == "top_songs_today")];
        Assert.Equal(Lengths(read), AthenaUsage.SumOf(today, AthenaUsage.BytesScanned));
        Assert.Equal(5 * Playlists, AthenaUsage.SumOf(today, AthenaUsage.FilesScanned));

        // Of a Parquet file it reads the columns that it names.
        var entries = Files(run, Path.Combine(Processed, AnalyticsTable.Zone, "chart_entries"))
            .FindAll(file => file.EndsWith(".parquet", StringComparison.Ordinal));
        Usage[] history = [.. usage.Where(counted => counted.Caller == "rank_history")];
        Assert.Equal(entries.Count, AthenaUsage.SumOf(history, AthenaUsage.IcebergFilesScanned));
        Assert.InRange(AthenaUsage.SumOf(history, AthenaUsage.BytesScanned), 1, Lengths(entries) - 1);
    }

    [Fact]
    public async Task A_line_of_a_log_is_no_longer_than_assumed()
    {
        using var run = await TestRun.RunAsync(TestRun.Small with
        {
            PlaylistCount = 20,
            TrackCount = 1,
            Until = RunStage.Publish,
        });
        var usage = run.Outcome.Usage;

        var mean = usage.Sum(CloudWatchUsage.Logs, CloudWatchUsage.LogBytes)
            / usage.Sum(CloudWatchUsage.Logs, CloudWatchUsage.LogLine);
        Assert.InRange(mean, 1, (long)PriceFile.Current.Assumed(CloudWatchAssumptions.LogLineBytes));
    }

    private static List<string> Files(TestRun run, string bucket) =>
        [.. Directory.EnumerateFiles(Path.Combine(run.Folder, "s3", bucket), "*", SearchOption.AllDirectories)];

    // The analytics tables' files are Athena's, and the Spark job's code is the deployment's.
    private static List<string> LakeFiles(TestRun run) =>
    [
        .. Files(run, Processed)
            .Except(Files(run, Path.Combine(Processed, AnalyticsTable.Zone)))
            .Except(Files(run, Path.Combine(Processed, SparkCode.Prefix))),
    ];

    private static long Lengths(IEnumerable<string> files) => files.Sum(file => new FileInfo(file).Length);

    private static IEnumerable<string> LakeMetricNames() => typeof(LakeMetrics).GetFields()
        .Select(field => (string)field.GetRawConstantValue()!)
        .Except([LakeMetrics.Namespace, LakeMetrics.StackDimension]);
}
