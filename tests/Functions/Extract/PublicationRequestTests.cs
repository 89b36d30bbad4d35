namespace Tests.Functions.Extract;

public sealed class PublicationRequestTests
{
    private static readonly string A = new('A', 22);
    private static readonly string B = new('B', 22);

    [Fact]
    public async Task An_extraction_requests_the_publication_of_what_it_has_read()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1), ExtractRun.Playlist('B', 1)]);

        var report = await run.RunAsync(A, B);

        var key = Assert.Single(run.S3.KeysOf(ExtractRun.Raw), IsRequest);
        Assert.Matches(@"^publications/2026-11-21-\d\dh\d\dm\d\d-extraction\.json$", key);
        var request = PublicationRequest.Parse(run.S3[ExtractRun.Raw, key]);
        Assert.Equal(PublicationRequest.Extraction, request.Reason);
        Assert.Equal(report.ExtractedAt, request.ExtractedAt);
        Assert.Equal(report.Playlists.Select(playlist => playlist.Manifest), request.Manifests);
        using var json = JsonDocument.Parse(run.S3[ExtractRun.Raw, key]);
        Assert.Equal(
            ["schema_version", "reason", "requested_at", "extracted_at", "manifests"],
            json.RootElement.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task An_extraction_in_which_a_playlist_failed_requests_the_publication_of_the_others()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);

        await Assert.ThrowsAsync<ExtractionFailedException>(() => run.RunAsync(A, "no playlist"));

        var request = PublicationRequest.Parse(
            run.S3[ExtractRun.Raw, Assert.Single(run.S3.KeysOf(ExtractRun.Raw), IsRequest)]);
        Assert.Single(request.Manifests);
    }

    [Fact]
    public async Task An_extraction_that_read_no_playlist_requests_nothing()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Parameters.Values.Clear();

        await Assert.ThrowsAnyAsync<Exception>(() => run.RunAsync(A));

        Assert.DoesNotContain(run.S3.KeysOf(ExtractRun.Raw), IsRequest);
    }

    [Fact]
    public async Task A_request_that_S3_refuses_fails_the_extraction_which_keeps_its_state()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.S3.RefusedEnd = "-extraction.json";

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => run.RunAsync(A));

        Assert.Contains("cannot be written: AccessDenied", failure.Message, StringComparison.Ordinal);
        Assert.Contains(run.Invocation.Lines, line => line.Contains(failure.Message, StringComparison.Ordinal));
        Assert.Contains(StateZone.Extract, run.S3.KeysOf(ExtractRun.Raw));
    }

    [Fact]
    public async Task A_request_that_S3_refuses_does_not_hide_the_playlists_that_failed()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.S3.RefusedEnd = "-extraction.json";

        await Assert.ThrowsAsync<ExtractionFailedException>(() => run.RunAsync(A, "no playlist"));
    }

    private static bool IsRequest(string key) => key.StartsWith(PublicationRequest.Prefix, StringComparison.Ordinal);
}
