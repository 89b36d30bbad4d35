using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Functions.Extract;

/// <summary>
/// Asks again, a few times, when Spotify stumbles: 5xx, no answer in time, a cut connection, and 429 where the wait
/// that it asks for fits into what is left of the invocation.
/// </summary>
/// <remarks>
/// This sits below SpotifyAPI.Web instead of in its <c>IRetryHandler</c>, which sees neither timeouts nor cut
/// connections, and whose second request for a token fails because the first has disposed the form.
/// </remarks>
/// <param name="meter">Counts each request and each wait.</param>
/// <param name="remaining">What is left of the invocation.</param>
internal sealed class RetryingHandler(
    ExtractMeter meter, TimeProvider time, Func<TimeSpan> remaining, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    /// <summary>Requests in all, the first one included.</summary>
    public const int MaxAttempts = 5;

    /// <summary>How long one request may take until its last byte.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);

    /// <summary>What a wait leaves of the invocation, so that its outcome can still be told.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(500);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan wait;
            meter.Call(attempt);
            try
            {
                var response = await AttemptAsync(request, cancellationToken);
                if (!IsTransient(response.StatusCode))
                {
                    return response;
                }

                wait = TakeRetryAfter(response) ?? Backoff(attempt);
                if (IsOver(attempt, wait))
                {
                    return response;
                }

                response.Dispose();
            }
            catch (HttpRequestException) when (!IsOver(attempt, Backoff(attempt)))
            {
                wait = Backoff(attempt);
            }

            await Task.Delay(wait, time, cancellationToken);
            meter.Waited(wait);
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var response = await base.SendAsync(request, either.Token);
            await response.Content.LoadIntoBufferAsync(either.Token);
            return response;
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

    private bool IsOver(int attempt, TimeSpan wait) => attempt == MaxAttempts || wait > remaining() - Reserve;

    private static bool IsTransient(HttpStatusCode status) => status is
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>The wait that the answer asks for; SpotifyAPI.Web reads the header as whole seconds or fails.</summary>
    private TimeSpan? TakeRetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        response.Headers.Remove("Retry-After");
        if (wait is not { } given)
        {
            return null;
        }

        var seconds = TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling(given.TotalSeconds), 0, int.MaxValue));
        response.Headers.RetryAfter = new RetryConditionHeaderValue(seconds);
        return seconds;
    }

    /// <summary>Doubles each time; half of it is chance, so that callers do not come back together.</summary>
    private static TimeSpan Backoff(int attempt) =>
        FirstBackoff * Math.Pow(2, attempt - 1) * (0.5 + (Random.Shared.NextDouble() / 2));
}
