using Twin.Spotify.Configuration;

namespace Tests.Functions.Extract;

public sealed class ExtractHandlerTests
{
    private static readonly string A = new('A', 22);
    private static readonly string B = new('B', 22);
    private static readonly string C = new('C', 22);

    [Theory]
    [InlineData(Era.Development2026, 0, "items", 1)]
    [InlineData(Era.Development2026, 1, "items", 1)]
    [InlineData(Era.Development2026, 50, "items", 1)]
    [InlineData(Era.Development2026, 51, "items", 2)]
    [InlineData(Era.Development2026, 230, "items", 5)]
    [InlineData(Era.Legacy, 0, "tracks", 1)]
    [InlineData(Era.Legacy, 100, "tracks", 1)]
    [InlineData(Era.Legacy, 101, "tracks", 2)]
    public async Task A_playlist_is_stored_whole_in_both_eras(Era era, int entries, string endpoint, int pages)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', entries)], era);

        var outcome = Assert.Single((await run.RunAsync(A)).Playlists);

        Assert.Equal(
            (A, OutcomeKind.Complete, entries, pages),
            (outcome.Playlist, outcome.Kind, outcome.Entries, outcome.Pages));
        var snapshot = new RawSnapshot(A, new DateOnly(2026, 11, 21), RawSnapshot.HashOf("AAAA+/="));
        Assert.Equal(snapshot.Manifest, outcome.Manifest);
        Assert.Equal(
            [.. Enumerable.Range(0, pages).Select(snapshot.Page)],
            run.Stored[..^1].Order(StringComparer.Ordinal));
        Assert.Equal(snapshot.Manifest, run.Stored[^1]);
        var manifest = run.Manifest(outcome);
        Assert.Equal(
            new ManifestPlaylist(A, "Liste ü\n", "owner", "AAAA+/=", entries),
            manifest.Playlist);
        Assert.Equal(
            (1, "2026-11-21T06:00:00Z", new DateOnly(2026, 11, 21), endpoint),
            (manifest.SchemaVersion, manifest.ExtractedAt, manifest.SnapshotDate, manifest.Endpoint));
        Assert.Equal(typeof(ExtractHandler).Module.ModuleVersionId.ToString("N")[..12], manifest.CodeVersion);
        Assert.StartsWith("http://127.0.0.1:", manifest.ApiBaseAddress, StringComparison.Ordinal);
        Assert.Equal(entries, manifest.Pages.Sum(page => page.Items));
        Assert.All(manifest.Pages, (page, i) =>
        {
            var bytes = run.S3[ExtractRun.Raw, snapshot.Page(i)];
            Assert.Equal(RawSnapshot.PageName(i), page.Name);
            Assert.Equal(i * (endpoint == "items" ? 50 : 100), page.Offset);
            Assert.Equal(bytes.Length, page.Bytes);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), page.Sha256);
        });
    }

    [Fact]
    public async Task The_manifest_is_written_in_a_fixed_order()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);

        var key = Assert.Single((await run.RunAsync(A)).Playlists).Manifest!;
        var text = Encoding.UTF8.GetString(run.S3[ExtractRun.Raw, key]);
        string[] order =
        [
            "schema_version", "playlist", "id", "name", "owner_id", "snapshot_id", "track_count", "extracted_at",
            "snapshot_date", "endpoint", "api_base_address", "code_version", "pages", "name", "offset", "items",
            "bytes", "sha256",
        ];
        var at = 0;
        Assert.All(order, name =>
        {
            at = text.IndexOf($"\"{name}\": ", at, StringComparison.Ordinal) + 1;
            Assert.NotEqual(0, at);
        });
    }

    [Fact]
    public async Task A_page_is_stored_byte_for_byte_as_it_came()
    {
        byte[] page =
        [
            .. """{ "total" : 1, "items":[ {"track":{"name":"\ud83d raw """u8, 0xC3, 0x28, .. " \\u00e9\"}} ] }\r\n"u8,
        ];
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/items", (_, _) =>
        {
            var response = Interference.Answer(200, "");
            response.Content = new ByteArrayContent(page);
            response.Content.Headers.ContentType = new("application/json");
            return Task.FromResult(response);
        });

        var outcome = Assert.Single((await run.RunAsync(A)).Playlists);

        Assert.Equal(page, run.S3[ExtractRun.Raw, run.Stored[0]]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(page)), run.Manifest(outcome).Pages[0].Sha256);
    }

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("spotify:playlist:AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("https://open.spotify.com/playlist/AAAAAAAAAAAAAAAAAAAAAA?si=abc")]
    public async Task A_playlist_is_named_by_id_uri_or_address_and_read_once(string playlist)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);

        Assert.Equal(A, Assert.Single((await run.RunAsync(playlist, A)).Playlists).Playlist);
    }

    [Fact]
    public async Task The_date_is_that_of_the_event_in_UTC_and_of_the_clock_without_one()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        var late = new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.FromHours(-2));

        var byEvent = await run.RunAsync(new ScheduledEvent(late), A);
        var byClock = await run.RunAsync(schedule: null, A);

        Assert.Equal("2026-03-02T01:30:00Z", byEvent.ExtractedAt);
        Assert.Contains("snapshot_date=2026-03-02", byEvent.Playlists[0].Manifest, StringComparison.Ordinal);
        Assert.Equal("2026-11-21T06:03:00Z", byClock.ExtractedAt);
    }

    [Fact]
    public async Task Only_the_necessary_requests_are_sent()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 51)]);

        await run.RunAsync(A);

        const string Fields = "fields=id%2cname%2cowner(id)%2csnapshot_id";
        Assert.Equal(
            [
                "/api/token",
                $"/v1/playlists/{A}?{Fields}&additional_types=track%2cepisode",
                $"/v1/playlists/{A}/items?limit=50&offset=0&additional_types=track%2cepisode",
                $"/v1/playlists/{A}/items?limit=50&offset=50&additional_types=track%2cepisode",
                $"/v1/playlists/{A}?{Fields}&additional_types=track%2cepisode",
            ],
            run.Spotify.Requests);
    }

    [Fact]
    public async Task Secrets_are_used_without_the_white_space_around_them()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Parameters.Values[ExtractRun.SecretParameter] += "\n";
        run.Parameters.Values[ExtractRun.TokenParameter] = $" {run.Parameters.Values[ExtractRun.TokenParameter]}\r\n";

        Assert.Equal(OutcomeKind.Complete, Assert.Single((await run.RunAsync(A)).Playlists).Kind);
    }

    [Fact]
    public async Task Client_credentials_read_playlists_where_the_app_may()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)], Era.Legacy);
        run.AsUser = false;
        run.Parameters.Values.Remove(ExtractRun.TokenParameter);

        Assert.Equal(OutcomeKind.Complete, Assert.Single((await run.RunAsync(A)).Playlists).Kind);
    }

    [Fact]
    public async Task With_client_credentials_of_a_development_app_the_playlist_is_not_owned()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.AsUser = false;

        var outcome = await run.RefuseAsync(A);

        Assert.Equal((OutcomeKind.NotOwned, "not owned"), (outcome.Kind, outcome.Outcome));
        Assert.Empty(run.Stored);
    }

    [Fact]
    public async Task One_bad_playlist_does_not_stop_the_others()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1), ExtractRun.Playlist('C', 2)]);

        var failure = await run.FailAsync([A, B, "my favourites", C]);

        Assert.Equal(
            [OutcomeKind.Complete, OutcomeKind.NotFound, OutcomeKind.Failed, OutcomeKind.Complete],
            failure.Report.Playlists.Select(playlist => playlist.Kind));
        Assert.StartsWith(
            "1 of 4 playlists could not be read; the others are stored, or refused by Spotify.\n",
            failure.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain(B, failure.Message, StringComparison.Ordinal);
        Assert.Equal("Spotify answers 404: Resource not found", failure.Report.Playlists[1].Reason);
        Assert.Contains(
            "my favourites: failed: it is no playlist id, and no other source. ",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Contains($"s3://{ExtractRun.Raw}/{PlaylistList.Key}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(4, run.Invocation.Lines.Count);
        Assert.Single(run.Invocation.Lines, line => line.StartsWith(
            $$$"""{"event":"playlist read","detail":{"playlist":"{{{A}}}","outcome":"complete","entries":1,""",
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_playlist_that_changes_while_it_is_read_is_read_again()
    {
        await using var run = await ExtractRun.StartAsync(
            day => [ExtractRun.Playlist('A', day == 0 ? 51 : 60, $"day {day}")]);
        run.Spotify.Before("offset=50", () => run.SetDay(1), times: 1);

        var outcome = Assert.Single((await run.RunAsync(A)).Playlists);

        Assert.Equal(60, outcome.Entries);
        Assert.Equal("day 1", run.Manifest(outcome).Playlist.SnapshotId);
        Assert.Contains(RawSnapshot.HashOf("day 1"), outcome.Manifest, StringComparison.Ordinal);
        Assert.Equal(3, run.Stored.Count(key => key.Contains(RawSnapshot.HashOf("day 1"), StringComparison.Ordinal)));
        Assert.Single(run.Stored, key => key.EndsWith(RawSnapshot.ManifestName, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("spotify", OutcomeKind.Complete)]
    [InlineData("owner", OutcomeKind.ChangedWhileReading)]
    public async Task Two_readings_of_Spotifys_own_playlist_with_the_same_bytes_are_complete(
        string owner, OutcomeKind kind)
    {
        var day = 0;
        await using var run = await ExtractRun.StartAsync(
            day => [ExtractRun.Playlist('A', 51, $"day {day}") with { OwnerId = owner }]);
        run.Spotify.Before("offset=50", () => run.SetDay(++day));

        var outcome = kind == OutcomeKind.Complete
            ? Assert.Single((await run.RunAsync(A)).Playlists)
            : await run.FailAsync(A);

        Assert.Equal((kind, kind == OutcomeKind.Complete ? 2 : PlaylistExtractor.MaxReadings), (outcome.Kind, day));
        Assert.Equal(kind == OutcomeKind.Complete ? "day 1" : null, outcome.Manifest is null
            ? null
            : run.Manifest(outcome).Playlist.SnapshotId);
    }

    [Fact]
    public async Task A_page_that_lacks_entries_is_not_stored()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 51)]);
        run.Spotify.On("offset=50", 200, """{"items":[],"total":51,"limit":50}""");

        var outcome = await run.FailAsync(A);

        Assert.Equal(OutcomeKind.Failed, outcome.Kind);
        Assert.Equal("the page at offset 50 holds 0 entries, but 1 of 51 must be there", outcome.Reason);
        Assert.EndsWith("page-00000.json", Assert.Single(run.Stored), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_smaller_page_than_requested_the_missing_entries_are_requested()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 3)]);
        run.Spotify.On("offset=0", 200, """{"items":[{},{}],"total":3,"limit":2}""");
        run.Spotify.On("offset=2", 200, """{"items":[{}],"total":3,"limit":2}""");

        Assert.Equal(3, Assert.Single((await run.RunAsync(A)).Playlists).Entries);
    }

    [Theory]
    [InlineData("<html>", "is not whole JSON")]
    [InlineData("""{"items":[{}""", "is not whole JSON")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("""{"items":[]}""", "lacks its items or their total")]
    [InlineData("""{"items":{},"total":1}""", "lacks its items or their total")]
    public async Task An_answer_that_is_not_a_page_fails_the_playlist_with_its_defect(string body, string reason)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Spotify.On("/items", 200, body);

        var outcome = await run.FailAsync(A);

        Assert.Equal(OutcomeKind.Failed, outcome.Kind);
        Assert.Contains(reason, outcome.Reason, StringComparison.Ordinal);
        Assert.Empty(run.Stored);
    }

    [Fact]
    public async Task An_object_that_S3_refuses_to_write_is_named()
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.S3.RefusedEnd = RawSnapshot.ManifestName;

        var outcome = await run.FailAsync(A);

        Assert.Contains($"s3://{ExtractRun.Raw}/raw/playlist_id={A}/", outcome.Reason, StringComparison.Ordinal);
        Assert.Contains("AccessDenied", outcome.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExtractRun.SecretParameter, ExtractEnvironment.ClientSecretParameter)]
    [InlineData(ExtractRun.TokenParameter, ExtractEnvironment.RefreshTokenParameter)]
    public async Task A_missing_secret_is_named_with_its_variable(string parameter, string variable)
    {
        await using var run = await ExtractRun.StartAsync([ExtractRun.Playlist('A', 1)]);
        run.Parameters.Values[parameter] = " ";
        var empty = await Assert.ThrowsAsync<InvalidOperationException>(() => run.RunAsync(A));
        run.Parameters.Values.Remove(parameter);
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => run.RunAsync(A));

        Assert.StartsWith(
            $"Parameter {parameter}, which {variable} names, is empty", empty.Message, StringComparison.Ordinal);
        Assert.Contains("ParameterNotFound", missing.Message, StringComparison.Ordinal);
        Assert.Empty(run.Spotify.Requests);
    }
}
