using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Local.Spotify;
using Local.Twin.Runs;

namespace Bench.Extract;

/// <summary>
/// Reads pages and does nothing with them: what the latency is for a client on this machine, with the connection's own
/// time and the timers' coarseness.
/// </summary>
internal static class BareClient
{
    private const int PagesEach = 60;

    /// <summary>The time of a page, on average.</summary>
    /// <param name="sandbox">What it is asked with.</param>
    /// <param name="spotify">What is asked.</param>
    /// <param name="page">Relative to the Web API's address.</param>
    /// <param name="atOnce">Requests at once.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<TimeSpan> MeasureAsync(
        SandboxOptions sandbox, SandboxServer spotify, string page, int atOnce, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = spotify.ApiBaseAddress };
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", await TokenAsync(http, sandbox, spotify, cancellationToken));

        // Connections are made here.
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
