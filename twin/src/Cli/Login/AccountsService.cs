using System.Net;
using System.Net.Http.Headers;
using Twin.Cli.Terminal;

namespace Twin.Cli.Login;

/// <summary>A client of Spotify's accounts service: it checks that the service will ask the user, and exchanges the
/// user's code for a refresh token.</summary>
/// <remarks>The code is exchanged with the app's secret <em>and</em> the proof key. A token that is exchanged without
/// the secret belongs to a public client: it is refreshed without the secret and changes with each refresh
/// (https://developer.spotify.com/documentation/web-api/tutorials/refreshing-tokens). A token that is exchanged with
/// the secret is refreshed with the secret, as the extract function does, and usually stays the same for its six
/// months.</remarks>
internal sealed class AccountsService(Uri baseAddress, string clientId, string clientSecret, HttpClient http)
{
    private const string Dashboard = "https://developer.spotify.com/dashboard";
    private const int MaxLineLength = 200;

    // The longest answer is a page for a browser.
    private const int MaxAnswer = 4 << 20;

    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromSeconds(30);

    /// <summary>An HTTP client for this service. It follows no redirect, which would send the client secret to another
    /// host, and it limits the length of an answer.</summary>
    public static HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeToAnswer,
        MaxResponseContentBufferSize = MaxAnswer,
    };

    /// <summary>Checks that the consent page accepts the app. Otherwise the page tells only the browser, and no answer
    /// ever comes back.</summary>
    public async Task CheckAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, request.Address);
        var (status, text, _) = await SendAsync(message, cancellationToken);

        // Any other answer is meant for the user's browser, which will show it.
        if (status != HttpStatusCode.BadRequest || !text.Contains("INVALID_", StringComparison.Ordinal))
        {
            return;
        }

        throw new InputException(text.Contains("redirect", StringComparison.OrdinalIgnoreCase)
            ? $"Spotify refuses the redirect URI ({Line(text)}). Add {request.RedirectUri}, exactly so, to the app's "
                + $"redirect URIs: {Dashboard}, the app, Settings."
            : $"Spotify refuses the client id {clientId} ({Line(text)}). Compare it with the one at {Dashboard}, the "
                + "app, Settings.");
    }

    /// <returns>The refresh token, and an access token of the same user.</returns>
    public async Task<(string Refresh, string Access)> ExchangeAsync(
        AuthorizationRequest request, string code, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(baseAddress, "api/token"));
        message.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{clientSecret}")));
        message.Content = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("grant_type", "authorization_code"),
            KeyValuePair.Create("code", code),
            KeyValuePair.Create("redirect_uri", request.RedirectUri.AbsoluteUri),
            KeyValuePair.Create("code_verifier", request.Verifier),
        ]);
        var (status, text, location) = await SendAsync(message, cancellationToken);
        if ((int)status is >= 300 and < 400)
        {
            throw new RunFailedException(
                $"{baseAddress.Host} answers {(int)status} instead of a token, and points to "
                + $"{(location is { IsAbsoluteUri: true, IdnHost: { Length: > 0 } host } ? host : "no other host")}. A "
                + "redirect is never followed: the client secret was not sent there. Check what stands between this "
                + "machine and Spotify (a proxy, say), and log in again.");
        }

        var answer = Fields(text);
        if (status != HttpStatusCode.OK)
        {
            // A service may repeat the text that it was sent.
            var said = new[] { clientSecret, code, request.Verifier }.Aggregate(
                Line($"{answer.GetValueOrDefault("error")}: {answer.GetValueOrDefault("error_description")}"),
                (line, secret) => line.Replace(secret, "***", StringComparison.Ordinal));
            throw answer.GetValueOrDefault("error") == "invalid_client"
                ? new InputException(
                    $"Spotify refuses the client id with this client secret ({said}). Compare both with {Dashboard}, "
                    + "the app, Settings.")
                : new RunFailedException($"Spotify gave no token: {(int)status} {said}. Log in again.");
        }

        // Without a scope in the answer, all requested scopes were granted (RFC 6749, 5.1).
        var granted = answer.GetValueOrDefault("scope")?.Split(' ') ?? [.. request.Scopes];
        if (request.Scopes.Except(granted).ToList() is { Count: > 0 } lacking)
        {
            throw new RunFailedException(
                $"The user's consent lacks {string.Join(" and ", lacking)}. Nothing was stored; log in again.");
        }

        return (answer.GetValueOrDefault("refresh_token"), answer.GetValueOrDefault("access_token")) switch
        {
            ({ Length: > 0 } refresh, { Length: > 0 } access) => (refresh, access),
            (null or "", _) => throw new RunFailedException(
                "Spotify's answer has no refresh token. Nothing was stored; log in again."),
            _ => throw new RunFailedException(
                "Spotify's answer has no access token. Nothing was stored; log in again."),
        };
    }

    /// <summary>The name and the id of the user who has agreed.</summary>
    /// <param name="api">The address of the Web API.</param>
    public async Task<string> AccountAsync(Uri api, string accessToken, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(api, "me"));
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        var (status, text, _) = await SendAsync(message, cancellationToken);
        var user = Fields(text);
        return status == HttpStatusCode.OK && user.GetValueOrDefault("id") is { Length: > 0 } id
            ? $"{Line(user.GetValueOrDefault("display_name") ?? "")} ({Line(id)})"
            : throw new RunFailedException(
                $"Spotify does not tell who has agreed: {(int)status} "
                + $"{Line(text.Replace(accessToken, "***", StringComparison.Ordinal))}. Nothing was stored; log in "
                + "again.");
    }

    /// <summary>A text from another program, safe for one line of a terminal.</summary>
    public static string Line(string text)
    {
        var line = text.Trim();
        return line.Length > 0 ? VisibleText.OnOneLine(line[..Math.Min(line.Length, MaxLineLength)]) : "no message";
    }

    private async Task<(HttpStatusCode Status, string Text, Uri? Location)> SendAsync(
        HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var asked = new Uri(message.RequestUri!, "/");
        try
        {
            using var answer = await http.SendAsync(message, cancellationToken);
            return (
                answer.StatusCode,
                await answer.Content.ReadAsStringAsync(cancellationToken),
                answer.Headers.Location);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new RunFailedException(
                $"{asked} answers with more than {MaxAnswer >> 20} MB, which was not read. Check what stands "
                + "between this machine and Spotify (a proxy, say), and log in again.");
        }
        catch (HttpRequestException unreachable)
        {
            throw new RunFailedException($"{asked} cannot be reached: {unreachable.Message}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RunFailedException($"{asked} did not answer in time.");
        }
    }

    private static ImmutableDictionary<string, string> Fields(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? json.RootElement.EnumerateObject()
                    .Where(field => field.Value.ValueKind == JsonValueKind.String)
                    .DistinctBy(field => field.Name)
                    .ToImmutableDictionary(field => field.Name, field => field.Value.GetString()!)
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
