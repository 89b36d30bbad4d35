using System.Net.Http.Headers;
using Twin.Host.Door;

namespace Bench.Extract;

/// <summary>A client that reads pages and ignores them. It shows the real latency on this machine, with the time of
/// the connection and the coarseness of the timers.</summary>
internal static class BaselineClient
{
    private const int PagesEach = 60;

    /// <param name="page">The page's address, relative to that of the Web API.</param>
    public static async Task<TimeSpan> MeasureAsync(
        SandboxOptions sandbox, SandboxServer spotify, string page, int atOnce, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = spotify.ApiBaseAddress };
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", await TokenAsync(http, sandbox, spotify, cancellationToken));

        // The first request opens the connections.
        await ReadAsync(1);
        var start = TimeProvider.System.GetTimestamp();
        await ReadAsync(PagesEach);
        return TimeProvider.System.GetElapsedTime(start) / PagesEach;

        Task ReadAsync(int pages) => Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            for (var i = 0; i < pages; i++)
            {
                await http.GetByteArrayAsync(new Uri(page, UriKind.Relative), cancellationToken);
            }
        }));
    }

    private static async Task<string> TokenAsync(
        HttpClient http, SandboxOptions sandbox, SandboxServer spotify, CancellationToken cancellationToken)
    {
        var app = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{sandbox.ClientId}:{sandbox.ClientSecret}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(spotify.AccountsBaseAddress, "api/token"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", app) },
            Content = new FormUrlEncodedContent(
            [
                KeyValuePair.Create("grant_type", "refresh_token"),
                KeyValuePair.Create("refresh_token", sandbox.RefreshToken),
            ]),
        };
        using var answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return json.RootElement.GetProperty("access_token").GetString()!;
    }
}
