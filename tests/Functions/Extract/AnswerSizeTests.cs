using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Tests.Functions.Extract;

/// <summary>No answer is read further than such an answer can be long, however it comes.</summary>
public sealed class AnswerSizeTests
{
    private const int Chunk = 1 << 16;
    private const int Endless = 96 << 20;

    // A connection's buffer, and the other answers.
    private const long Slack = 1 << 18;

    // What is read of an answer that nobody wants, so that its connection can be used again.
    private const long Drained = 1 << 20;

    private static readonly string A = new('A', 22);
    private static readonly string B = new('B', 22);
    private static readonly byte[] Spaces = [.. Enumerable.Repeat((byte)' ', Chunk)];

    [Theory]
    [InlineData("/items?", "page of a playlist", 8)]
    [InlineData("AAAA?", "description of a playlist", 2)]
    public async Task An_answer_without_an_end_fails_its_playlist_and_the_others_go_on(
        string where, string answer, int megabytes)
    {
        await using var run = await ExtractRun.StartAsync([]);
        await using var api = await StartAsync(where, 200, SendEndlesslyAsync);
        run.ApiBaseAddress = new Uri(api.Address, "v1/");

        var outcomes = (await run.FailAsync([A, B])).Report.Playlists;

        AssertRefused(answer, $"{megabytes} MB", outcomes[0]);
        Assert.Equal(OutcomeKind.Complete, outcomes[1].Kind);
        Assert.InRange(run.Spotify.Received, megabytes << 20, (megabytes << 20) + Drained + Slack);
        Assert.Single(api.Requests, request => request.Contains(A, StringComparison.Ordinal)
            && request.Contains(where, StringComparison.Ordinal));
        Assert.DoesNotContain(run.Stored, key => key.Contains(A, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_without_an_end_is_refused()
    {
        await using var run = await ExtractRun.StartAsync([]);
        await using var accounts = await StartAsync("token", 200, SendEndlesslyAsync);
        run.AccountsBaseAddress = accounts.Address;

        var outcome = await run.FailAsync(A);

        AssertRefused("answer with a token", "64 KB", outcome);
        Assert.InRange(run.Spotify.Received, 64 << 10, (64 << 10) + Drained + Slack);
        Assert.Single(accounts.Requests);
    }

    [Fact]
    public async Task An_announced_length_is_refused_before_it_comes()
    {
        await using var run = await ExtractRun.StartAsync([]);
        await using var api = await StartAsync("/items", 200, async context =>
        {
            context.Response.ContentLength = int.MaxValue + 1L;
            await context.Response.Body.WriteAsync(Spaces, context.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        run.ApiBaseAddress = new Uri(api.Address, "v1/");

        AssertRefused("page of a playlist", "8 MB", (await run.FailAsync([A])).Report.Playlists[0]);

        Assert.InRange(run.Spotify.Received, 1, Chunk + Slack);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_compressed_answer_is_inflated_up_to_the_limit_only(string encoding)
    {
        await using var run = await ExtractRun.StartAsync([]);
        // The product's own does not inflate at all.
        run.Spotify.Transport.AutomaticDecompression = DecompressionMethods.All;
        var bomb = Compressed(encoding, ScriptedRun.Playlist('A', 1).Page(0, 50), padding: 256 << 20);
        await using var api = await StartAsync("/items", 200, context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            return context.Response.Body.WriteAsync(bomb, context.RequestAborted).AsTask();
        });
        run.ApiBaseAddress = new Uri(api.Address, "v1/");

        var outcomes = (await run.FailAsync([A, B])).Report.Playlists;

        Assert.InRange(bomb.Length, 1, 1 << 20);
        AssertRefused("page of a playlist", "8 MB", outcomes[0]);
        Assert.Equal(OutcomeKind.Complete, outcomes[1].Kind);
    }

    [Fact]
    public async Task An_answer_that_is_compressed_unasked_is_refused_by_name()
    {
        await using var run = await ExtractRun.StartAsync([]);
        var page = Compressed("gzip", ScriptedRun.Playlist('A', 1).Page(0, 50), padding: 0);
        await using var api = await StartAsync("/items", 200, context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(page, context.RequestAborted).AsTask();
        });
        run.ApiBaseAddress = new Uri(api.Address, "v1/");

        var outcome = (await run.FailAsync([A])).Report.Playlists[0];

        Assert.Equal(
            (OutcomeKind.Failed, "127.0.0.1 sends a compressed answer, which was not asked for"),
            (outcome.Kind, outcome.Reason));
    }

    [Theory]
    [InlineData("/items", 8 << 20)]
    [InlineData("?", 2 << 20)]
    [InlineData("/api/token", 64 << 10)]
    public async Task An_answer_as_long_as_allowed_is_read_and_one_byte_more_is_not(string where, int limit)
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 1));
        var longer = 0;
        run.Spotify.OnRequest = address =>
        {
            var body = where switch
            {
                "/api/token" when address == where => Token(run),
                "/items" when address.Contains(where, StringComparison.Ordinal) => run.Spotify[A].Page(0, 50),
                "?" when !address.Contains("/items", StringComparison.Ordinal) && address != "/api/token" =>
                    Encoding.UTF8.GetBytes(run.Spotify[A].Description),
                _ => null,
            };
            if (body is null)
            {
                return null;
            }

            var content = new StreamContent(Padded(body, limit + longer));
            content.Headers.ContentType = new("application/json");
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
        };

        Assert.Equal(OutcomeKind.Complete, Assert.Single(await run.RunAsync()).Kind);

        longer = 1;
        run.Spotify[A] = run.Spotify[A] with { Version = 2 };
        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Failed, outcome.Kind);
        Assert.StartsWith("spotify.test answers with more than ", outcome.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_request_is_repeated_after_a_transient_failure_with_a_body_of_any_length(int status)
    {
        await using var run = await ExtractRun.StartAsync([]);
        var stumbles = 2;
        await using var api = await StartAsync(
            "/items", status, SendEndlesslyAsync, () => Interlocked.Decrement(ref stumbles) >= 0);
        run.ApiBaseAddress = new Uri(api.Address, "v1/");

        Assert.Equal(OutcomeKind.Complete, Assert.Single((await run.RunAsync(A)).Playlists).Kind);

        Assert.InRange(run.Spotify.Received, 1, 2 * (Drained + Slack));
    }

    [Fact]
    public async Task A_refusal_with_a_body_of_any_length_is_classified()
    {
        await using var run = await ExtractRun.StartAsync([]);
        await using var api = await StartAsync($"{A}", 404, SendEndlesslyAsync);
        run.ApiBaseAddress = new Uri(api.Address, "v1/");

        var outcome = await run.RefuseAsync(A);

        Assert.Equal(
            (OutcomeKind.NotFound, "Spotify answers 404: without a word why"), (outcome.Kind, outcome.Reason));
        Assert.InRange(run.Spotify.Received, 1, Drained + Slack);
    }

    [Fact]
    public async Task A_wait_is_kept_after_an_answer_with_a_body_of_any_length()
    {
        await using var run = await ExtractRun.StartAsync([]);
        await using var api = await StartAsync($"{A}", 429, context =>
        {
            context.Response.Headers.RetryAfter = "86400";
            return SendEndlesslyAsync(context);
        });
        run.ApiBaseAddress = new Uri(api.Address, "v1/");

        var outcome = Assert.Single((await run.RunAsync(A)).Playlists);

        Assert.Equal("waiting until 2026-11-22T06:03:00Z", outcome.Outcome);
        Assert.InRange(run.Spotify.Received, 1, Drained + Slack);
    }

    private static void AssertRefused(string answer, string limit, PlaylistOutcome outcome)
    {
        Assert.Equal(
            (OutcomeKind.Failed, $"127.0.0.1 answers with more than {limit}, and no {answer} is as long"),
            (outcome.Kind, outcome.Reason));
        Assert.Contains("Nothing of it was stored", outcome.Advice, StringComparison.Ordinal);
    }

    /// <summary>A Spotify with the playlists A and B that answers otherwise at one address of A.</summary>
    private static Task<NotedServer> StartAsync(
        string where, int status, Func<HttpContext, Task> answer, Func<bool>? isMeant = null) =>
        NotedServer.StartAsync(context =>
        {
            var address = $"{context.Request.Path}{context.Request.QueryString}";
            if (address.Contains(where, StringComparison.Ordinal)
                && !address.Contains(B, StringComparison.Ordinal)
                && isMeant?.Invoke() != false)
            {
                context.Response.StatusCode = status;
                return answer(context);
            }

            var playlist = ScriptedRun.Playlist(address.Contains(B, StringComparison.Ordinal) ? 'B' : 'A', 1);
            return address.Contains("/items", StringComparison.Ordinal)
                ? context.Response.Body.WriteAsync(playlist.Page(0, 50), context.RequestAborted).AsTask()
                : context.Response.WriteAsync(playlist.Description, context.RequestAborted);
        });

    private static async Task SendEndlesslyAsync(HttpContext context)
    {
        for (var i = 0; i < Endless / Chunk; i++)
        {
            await context.Response.Body.WriteAsync(Spaces, context.RequestAborted);
        }
    }

    private static byte[] Token(ScriptedRun run)
    {
        run.Spotify.AccessTokens.Add("access-token");
        return """{"access_token":"access-token","token_type":"Bearer","expires_in":3600}"""u8.ToArray();
    }

    private static MemoryStream Padded(byte[] json, int length)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill((byte)' ');
        json.CopyTo(bytes, 0);
        return new MemoryStream(bytes, writable: false);
    }

    private static byte[] Compressed(string encoding, byte[] json, int padding)
    {
        using var bytes = new MemoryStream();
        using (Stream compressing = encoding switch
        {
            "br" => new BrotliStream(bytes, CompressionLevel.Optimal, leaveOpen: true),
            "gzip" => new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true),
            _ => new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true),
        })
        {
            compressing.Write(json);
            for (var i = 0; i < padding / Chunk; i++)
            {
                compressing.Write(Spaces);
            }
        }

        return bytes.ToArray();
    }
}
