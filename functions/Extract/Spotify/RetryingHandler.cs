using System.Net;

namespace Functions.Extract.Spotify;

/// <summary>Repeats a request a few times after a transient failure: 5xx, a timeout, a broken connection, a body that
/// is not JSON, or 429 if its wait fits into the rest of the invocation.</summary>
/// <remarks>This is a message handler below SpotifyAPI.Web and not its <c>IRetryHandler</c>, which sees neither
/// timeouts nor broken connections, and whose second request for a token fails because the first has disposed of the
/// form.</remarks>
/// <param name="pacing">Starts every request, and is told of each wait that Spotify asks for.</param>
/// <param name="end">Cancelled at the run's end: SpotifyAPI.Web requests tokens without a cancellation.</param>
internal sealed class RetryingHandler(
    IRequestMeter meter, SpotifyRateLimiter pacing, TimeProvider time, HttpMessageHandler inner, CancellationToken end)
    : DelegatingHandler(inner)
{
    /// <summary>The most requests in all, the first one included.</summary>
    public const int MaxAttempts = 5;

    /// <summary>The longest time from a request to the last byte of its answer.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The wait after repeated answers 429 that do not say how long to wait.</summary>
    public static readonly TimeSpan UnknownBlock = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(500);

    private readonly RetryBudget _budget = new();

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end, cancellationToken);
        var kind = SpotifyRequestKind.Get(request);
        for (var attempt = 1; ; attempt++)
        {
            var wait = Backoff(attempt);
            try
            {
                var response = await AttemptAsync(request, kind.Limit, attempt, either.Token);
                if (response.StatusCode == HttpStatusCode.TooManyRequests && !kind.MayBeGone)
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
                // Otherwise the rest of the body keeps coming.
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

    /// <summary>Makes all requests wait as long as Spotify asks for.</summary>
    /// <exception cref="SpotifyBlockedException">The run has no time for that wait, or Spotify asked too
    /// often.</exception>
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

    private static bool IsTransient(HttpStatusCode status) => status is
        HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>The wait before a repetition. It doubles each time, and half of it is random, so that callers do not
    /// return together.</summary>
    private static TimeSpan Backoff(int attempt) =>
        FirstBackoff * Math.Pow(2, attempt - 1) * (0.5 + (Random.Shared.NextDouble() / 2));
}

internal interface IRequestMeter
{
    /// <param name="attempt">The number of the attempt, from 1.</param>
    void Call(int attempt);
}
