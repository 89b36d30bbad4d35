using Functions.Lake;
using Functions.Metrics;
using Local.Aws.Declaration;

namespace Tests.Local.Twin;

/// <summary>Events that S3 delivers more than once.</summary>
[Collection(PulumiDeployments.Name)]
public sealed class RepeatedEventTests : IDisposable
{
    private readonly Aws.Athena.TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_rejected_record_is_counted_once_for_any_number_of_events()
    {
        var playlist = Path.Combine(_folder.Root, "playlist.json");
        await File.WriteAllTextAsync(
            playlist,
            $$$"""
            {"items":[{"track":{"id":"a","type":"track","name":"short"}},
                {"track":{"id":"b","type":"track","name":"{{{new string('x', 5 << 20)}}}"}}]}
            """,
            TestContext.Current.CancellationToken);

        using var run = await TestRun.RunAsync(
            TestRun.Small with { Playlists = [playlist] },
            deliveries: created => RawSnapshot.TryParseManifest(created.Key, out _) ? 2 : 1);

        Assert.Equal(2, run.Record.Functions["spotify-dev-transform"].Invocations);
        Assert.Equal(2, Assert.Single(run.Record.Metrics, metric => metric.Name == LakeMetrics.RejectedRecords).Sum);
        Assert.Equal(1, run.Record.Rejected);
        Assert.Equal(1, run.Record.Tables[Tables.PlaylistEntries.Name].Rows);
    }
}
