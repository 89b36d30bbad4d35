using System.Text.Json.Nodes;

namespace Tests.Functions.Extract;

/// <summary>Impossible numbers complete no playlist, and none of them overflows.</summary>
public sealed class ImplausibleNumberTests
{
    private static readonly string A = ScriptedRun.Id('A');

    [Theory]
    [InlineData("2147483647")]
    [InlineData("2147483646")]
    [InlineData("2147483648")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("1e30")]
    [InlineData("1e999")]
    [InlineData("100001")]
    [InlineData("-1")]
    [InlineData("-2147483648")]
    public async Task An_impossible_total_fails_its_playlist_and_no_other(string total)
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 50), ScriptedRun.Playlist('B', 1));
        AnswerPages(run, (offset, limit) =>
            $$"""{"offset":{{offset}},"limit":{{limit}},"items":[{{run.Spotify[A].Items(0, 50)}}]"""
            + $$""","total":{{total}}}""");

        var outcomes = await run.RunAsync();

        Assert.Equal(
            (OutcomeKind.Failed, $"Spotify's page says that its total is {total}; from 0 to 100000 is believed"),
            (outcomes[0].Kind, outcomes[0].Reason));
        Assert.Equal(OutcomeKind.Complete, outcomes[1].Kind);
        Assert.DoesNotContain(
            run.Objects(RawSnapshot.Zone).Keys, key => key.Contains(A, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("offset", "-50")]
    [InlineData("offset", "2147483648")]
    [InlineData("offset", "1e30")]
    [InlineData("limit", "-1")]
    [InlineData("limit", "2147483648")]
    [InlineData("limit", "9223372036854775807")]
    public async Task A_page_with_an_impossible_offset_or_limit_fails_its_playlist(string name, string value)
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 50));
        AnswerPages(run, (_, _) =>
            $$"""{"{{name}}":{{value}},"items":[{{run.Spotify[A].Items(0, 50)}}],"total":50}""");

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Failed, outcome.Kind);
        Assert.StartsWith(
            $"Spotify's page says that its {name} is {value}; from 0 to ", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_playlist_with_more_pages_than_can_be_listed_fails_at_its_first_page()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 50));
        AnswerPages(run, (offset, _) => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"offset":{{offset}},"limit":1,"items":[{{run.Spotify[A].Items(0, 1)}}],"total":10001}"""));

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(
            (OutcomeKind.Failed, "Spotify gives 10001 entries in pages of 1: more than 10000 pages are not read"),
            (outcome.Kind, outcome.Reason));
        Assert.Equal(SpotifyPages.MaxAttempts, run.Spotify.Count("/items"));
    }

    [Theory]
    [InlineData("total", 2147483647)]
    [InlineData("total", 100001)]
    [InlineData("total", -1)]
    [InlineData("page_size", 2147483647)]
    [InlineData("page_size", 0)]
    [InlineData("page_size", -50)]
    [InlineData("attempt", 2147483647)]
    [InlineData("attempt", -1)]
    public async Task A_stored_reading_with_impossible_numbers_is_begun_again(string name, int value)
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 300));
        await run.BreakAsync();
        var state = JsonNode.Parse(run.Text(StateZone.Playlist(A)))!;
        state["reading"]![name] = value;
        run.S3[ScriptedRun.Raw, StateZone.Playlist(A)] = Encoding.UTF8.GetBytes(state.ToJsonString());

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Complete, outcome.Kind);
        Assert.Matches("/[0-9a-f]{16}(-[0-9]+)?/manifest.json$", outcome.Manifest);
        run.AssertExact(outcome, run.Spotify[A]);
    }

    [Fact]
    public void The_pages_of_the_largest_total_are_counted_exactly()
    {
        var reading = new OpenDownload("s", new DateOnly(2026, 11, 21), "items", 50, 100_000, 1, []);

        Assert.Equal((2000, true), (reading.PageCount, reading.IsSound(PlaylistEndpoint.Items)));
        Assert.Equal(
            (42949673, false),
            ((reading with { Total = int.MaxValue }).PageCount,
                (reading with { Total = int.MaxValue }).IsSound(PlaylistEndpoint.Items)));
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("-2147483648", null)]
    [InlineData("2147483647", null)]
    [InlineData("3600", "9999-12-31T23:59:59Z")]
    [InlineData("-1", "0001-01-01T00:00:00Z")]
    public async Task A_token_is_used_whatever_its_lifetime(string expiresIn, string? createdAt)
    {
        foreach (var asUser in new[] { true, false })
        {
            using var run = new ScriptedRun(ScriptedRun.Playlist('A', 120)) { AsUser = asUser };
            run.Spotify.OnRequest = address =>
            {
                if (address != "/api/token")
                {
                    return null;
                }

                run.Spotify.AccessTokens.Add("access-token");
                var created = createdAt is null ? "" : $",\"created_at\":\"{createdAt}\"";
                return Interference.Answer(
                    200,
                    $$"""{"access_token":"access-token","token_type":"Bearer","""
                    + $$"""
                        "expires_in":{{expiresIn}}{{created}}}
                        """);
            };

            Assert.Equal(
                (OutcomeKind.Complete, null as string),
                ((await run.RunAsync()).Single().Kind, (await run.RunAsync()).Single().Reason));
        }
    }

    [Fact]
    public async Task A_token_whose_lifetime_is_too_large_a_number_fails_the_playlist()
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 1));
        run.Spotify.OnRequest = address => address == "/api/token"
            ? Interference.Answer(
                200, """{"access_token":"a","token_type":"Bearer","expires_in":9223372036854775807}""")
            : null;

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Failed, outcome.Kind);
        Assert.Contains("expires_in", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_of_many_playlists_are_added_up_beyond_32_bits()
    {
        var meter = new ExtractMeter();
        for (var i = 0; i < 3; i++)
        {
            meter.Add(new PlaylistOutcome(A, OutcomeKind.Complete) { Entries = int.MaxValue });
        }

        Assert.Contains(meter.Metrics(), metric => metric.Value == 3.0 * int.MaxValue);
    }

    private static void AnswerPages(ScriptedRun run, Func<int, int, string> page) => run.Spotify.OnRequest = address =>
    {
        if (!address.Contains($"{A}/items", StringComparison.Ordinal))
        {
            return null;
        }

        var query = System.Web.HttpUtility.ParseQueryString(address[address.IndexOf('?', StringComparison.Ordinal)..]);
        return Interference.Answer(200, page(Number("offset"), Number("limit")));

        int Number(string name) => int.Parse(query[name]!, CultureInfo.InvariantCulture);
    };
}
