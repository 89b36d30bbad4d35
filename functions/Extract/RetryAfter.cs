using System.Net.Http.Headers;

namespace Functions.Extract;

/// <summary>The header that says how long to wait.</summary>
internal static class RetryAfter
{
    /// <summary>
    /// The wait in whole seconds; null where the answer gives none that can be read. SpotifyAPI.Web reads the header as
    /// whole seconds or fails, so it is left in that form, or not at all.
    /// </summary>
    public static TimeSpan? Take(HttpResponseMessage response, DateTimeOffset now)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
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
}
