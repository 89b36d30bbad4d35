namespace Tests.Functions.Extract;

public sealed class ConfiguredSourcesTests
{
    private static readonly string A = new('A', 22);
    private static readonly string B = new('B', 22);

    [Fact]
    public async Task The_list_is_read_at_each_invocation()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1), ExtractRun.Playlist('B', 2)]);
        var handler = run.Handler(run.S3, ExtractRun.Raw);

        run.Configure(A);
        var first = await handler.HandleAsync(null, run.Invocation);
        run.Configure(A, B, A);
        var second = await handler.HandleAsync(null, run.Invocation);

        Assert.Equal([A], first.Playlists.Select(playlist => playlist.Playlist));
        Assert.Equal([A, B], second.Playlists.Select(playlist => playlist.Playlist));
    }

    [Fact]
    public async Task A_thousand_playlists_are_read()
    {
        var ids = Enumerable.Range(0, 1000).Select(i => $"{i:D22}").ToArray();
        await using var run = await ExtractRun.StartAsync(
            [.. ids.Select(id => ExtractRun.Playlist('A', 0) with { Id = id })]);

        Assert.Equal(ids, (await run.RunAsync(ids)).Playlists.Select(playlist => playlist.Playlist));
    }

    [Fact]
    public async Task A_missing_list_is_named_with_advice()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => run.Handler(run.S3, ExtractRun.Raw).HandleAsync(null, run.Invocation));

        AssertNamed(failure, "cannot be read: NoSuchKey: ");
        Assert.Empty(run.Spotify.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    public async Task An_empty_list_is_named_with_advice(string list)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.S3[ExtractRun.Raw, PlaylistList.Key] = Encoding.UTF8.GetBytes(list);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => run.Handler(run.S3, ExtractRun.Raw).HandleAsync(null, run.Invocation));

        AssertNamed(failure, "is empty. ");
        Assert.Empty(run.Spotify.Requests);
    }

    [Fact]
    public async Task An_empty_list_is_whole_where_a_history_was_imported()
    {
        await using var run = await ExtractRun.StartAsync([]);
        run.S3[ExtractRun.Raw, ImportZone.Prefix + "month=2026-10/1/" + RawSnapshot.ManifestName] = [];

        Assert.Empty((await run.RunAsync()).Playlists);
        Assert.Empty(run.Spotify.Requests);
    }

    private static void AssertNamed(InvalidOperationException failure, string what)
    {
        Assert.StartsWith(
            $"s3://{ExtractRun.Raw}/settings/playlists.txt, the list of playlists, {what}",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Contains("pulumi config set playlists", failure.Message, StringComparison.Ordinal);
    }
}
