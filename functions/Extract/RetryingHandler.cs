using System.Globalization;
using System.Net;

namespace Functions.Extract;

/// <summary>
/// Asks again, a few times, when Spotify stumbles: 5xx, no answer in time, a cut connection, a body that is no JSON,
/// and 429 where the wait that it asks for fits into what is left of the invocation.
/// </summary>
/// <remarks>
/// This sits below SpotifyAPI.Web instead of in its <c>IRetryHandler</c>, which sees neither timeouts nor cut
/// connections, and whose second request for a token fails because the first has disposed the form.
/// </remarks>
/// <param name="meter">Counts each request and each wait.</param>
/// <param name="pacing">Every request passes it, and hears of it when Spotify asks to wait.</param>
/// <param name="end">The run's end: SpotifyAPI.Web gets tokens without a cancellation of its own.</param>
internal sealed class RetryingHandler(
    ExtractMeter meter, Pacing pacing, TimeProvider time, HttpMessageHandler inner, CancellationToken end)
    : DelegatingHandler(inner)
{
    /// <summary>Requests in all, the first one included.</summary>
    public const int MaxAttempts = 5;

    /// <summary>How long one request may take until its last byte.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long Spotify is left alone when it answers 429 again and again, without saying for how
    /// long.</summary>
    public static readonly TimeSpan UnknownBlock = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(500);

    private readonly RetryBudget _budget = new();

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end, cancellationToken);
        // Before it is sent, as that writes another address into it.
        var (mayBeGone, limit) = (MayBeGone(request), AnswerLimit.Of(request));
        for (var attempt = 1; ; attempt++)
        {
            var wait = Backoff(attempt);
            try
            {
                var response = await AttemptAsync(request, limit, attempt, either.Token);
                if (response.StatusCode == HttpStatusCode.TooManyRequests && !mayBeGone)
                {
                    wait = WaitAskedFor(response, attempt);
                }
                else if (!IsTransient(response.StatusCode) || !MayRepeat(attempt, wait))
                {
                    return response;
                }

                response.Dispose();
            }
            catch (Exception e) when (e is HttpRequestException or InvalidResponseException && MayRepeat(attempt, wait))
            {
            }

            await Task.Delay(wait, time, either.Token);
            meter.Waited(wait);
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(
        HttpRequestMessage request, AnswerLimit limit, int attempt, CancellationToken cancellationToken)
    {
        using var slot = await pacing.EnterAsync(cancellationToken);
        using var timeout = new CancellationTokenSource(AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        meter.Call(attempt);
        _budget.Sent();
        try
        {
            var response = await base.SendAsync(request, either.Token);
            try
            {
                await AnswerReader.ReadAsync(response, request.RequestUri!, limit, either.Token);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    JsonValidator.Check(await response.Content.ReadAsByteArrayAsync(either.Token));
                }

                return response;
            }
            catch
            {
                // Otherwise what was not read goes on coming.
                response.Dispose();
                throw;
            }
        }
        catch (OperationCanceledException late) when (timeout.IsCancellationRequested
            && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{request.RequestUri?.Host} gave no whole answer within {AttemptTimeout.TotalSeconds} s"),
                late);
        }
    }

    /// <summary>Tells all requests to wait.</summary>
    /// <exception cref="SpotifyBlockedException">The run has no time for that wait, or was asked too often.</exception>
    private TimeSpan WaitAskedFor(HttpResponseMessage response, int attempt)
    {
        var backoff = Backoff(attempt);
        var wait = RetryAfter.Take(response, time.GetUtcNow()) is { } given && given > backoff ? given : backoff;
        pacing.Block(wait);
        if (attempt < MaxAttempts && pacing.Fits(wait))
        {
            return wait;
        }

        response.Dispose();
        if (!pacing.Fits(wait))
        {
            throw new SpotifyBlockedException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Spotify asks to wait {wait.TotalSeconds} s, which is longer than this run has"),
                time.GetUtcNow() + wait);
        }

        pacing.Block(UnknownBlock);
        throw new SpotifyBlockedException(
            "Spotify answers 429 again and again", time.GetUtcNow() + UnknownBlock);
    }

    private bool MayRepeat(int attempt, TimeSpan wait) =>
        attempt < MaxAttempts && pacing.Fits(wait) && _budget.TryTake();

    private static bool MayBeGone(HttpRequestMessage request) =>
        Exchange.Current is { MayBeGone: true } && request.RequestUri?.Host != SpotifyAddresses.Accounts.Host;

    private static bool IsTransient(HttpStatusCode status) => status is
        HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>Doubles each time; half of it is chance, so that callers do not come back together.</summary>
    private static TimeSpan Backoff(int attempt) =>
        FirstBackoff * Math.Pow(2, attempt - 1) * (0.5 + (Random.Shared.NextDouble() / 2));
}
