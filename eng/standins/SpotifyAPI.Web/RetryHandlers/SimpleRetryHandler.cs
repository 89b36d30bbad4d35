using System.Globalization;
using System.Net;
using SpotifyAPI.Web.Http;

namespace SpotifyAPI.Web;

/// <summary>
/// Waits out every 429, however long its <c>Retry-After</c>, and sends again after
/// <see cref="RetryErrorCodes"/> up to <see cref="RetryTimes"/> times.
/// </summary>
public class SimpleRetryHandler : IRetryHandler
{
    private readonly Func<TimeSpan, CancellationToken, Task> _sleep;

    public SimpleRetryHandler()
        : this(sleepWithCancel: Task.Delay)
    {
    }

    public SimpleRetryHandler(Func<TimeSpan, Task> sleep)
        : this((time, _) => sleep(time))
    {
    }

    public SimpleRetryHandler(Func<TimeSpan, CancellationToken, Task> sleepWithCancel)
    {
        _sleep = sleepWithCancel;
    }

    /// <summary>The pause before a request is sent again, except after a 429.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMilliseconds(50);

    public int RetryTimes { get; set; } = 10;

    /// <summary>False: a 429 is waited out without an end to it.</summary>
    public bool TooManyRequestsConsumesARetry { get; set; }

    public IEnumerable<HttpStatusCode> RetryErrorCodes { get; set; } =
    [
        HttpStatusCode.InternalServerError,
        HttpStatusCode.BadGateway,
        HttpStatusCode.ServiceUnavailable,
    ];

    public async Task<IResponse> HandleRetry(
        IRequest request,
        IResponse response,
        IRetryHandler.RetryFunc retry,
        CancellationToken cancel = default)
    {
        Ensure.ArgumentNotNull(response, nameof(response));
        Ensure.ArgumentNotNull(retry, nameof(retry));

        var left = RetryTimes;
        while (true)
        {
            cancel.ThrowIfCancellationRequested();

            if (BlockedFor(response) is { } blocked && (!TooManyRequestsConsumesARetry || left > 0))
            {
                left -= TooManyRequestsConsumesARetry ? 1 : 0;
                await _sleep(blocked, cancel).ConfigureAwait(false);
            }
            else if (RetryErrorCodes.Contains(response.StatusCode) && left > 0)
            {
                left--;
                await _sleep(RetryAfter, cancel).ConfigureAwait(false);
            }
            else
            {
                return response;
            }

            response = await retry(request, cancel).ConfigureAwait(false);
        }
    }

    private static TimeSpan? BlockedFor(IResponse response)
    {
        if (response.StatusCode != HttpStatusCode.TooManyRequests)
        {
            return null;
        }

        return Seconds("Retry-After") ?? Seconds("retry-after")
            ?? throw new APIException(
                "429 received, but unable to parse Retry-After Header. This should not happen!");

        TimeSpan? Seconds(string header) =>
            response.Headers.TryGetValue(header, out var text)
            && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(seconds)
                : null;
    }
}
