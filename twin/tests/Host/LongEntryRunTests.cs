namespace Twin.Tests.Host;

/// <summary>An entry above 4 MB through the whole stack.</summary>
public sealed class LongEntryRunTests : FolderTest
{
    [Fact]
    public async Task A_snapshot_with_an_entry_above_4_MB_fails_the_run_by_name()
    {
        var playlist = Path.Combine(Folder.Root, "playlist.json");
        await File.WriteAllTextAsync(
            playlist,
            $$$"""
            {"items":[{"track":{"id":"a","type":"track","name":"short"}},
                {"track":{"id":"b","type":"track","name":"{{{new string('x', 5 << 20)}}}"}}]}
            """,
            Cancel);

        using var run = await TestRun.RunAsync(
            TestRun.Small with { Playlists = [playlist], Until = RunStage.Transform });

        Assert.Contains(
            "page-00000.json: the page cannot be read: its entry 1, counted from 0, has more than 4194304 bytes",
            string.Join('\n', run.Record.Failures),
            StringComparison.Ordinal);
        Assert.Equal(0, run.Record.Rejected);
    }
}
