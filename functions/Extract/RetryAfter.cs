using System.Net.Http.Headers;

namespace Functions.Extract;

/// <summary>The header that says how long to wait.</summary>
internal static class RetryAfter
{
    private const string Name = "Retry-After";

    /// <summary>The longest wait that is believed: longer ones than this were never seen of Spotify.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

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
            // A number that .NET has no type for.
            _ when IsNumber(response) => Longest,
            _ => (TimeSpan?)null,
        };
        response.Headers.Remove(Name);
        if (wait is not { } given)
        {
            return null;
        }

        var seconds = Believed(TimeSpan.FromSeconds(Math.Max(Math.Ceiling(given.TotalSeconds), 0)));
        response.Headers.RetryAfter = new RetryConditionHeaderValue(seconds);
        return seconds;
    }

    /// <summary>The wait, or the longest one that is believed.</summary>
    public static TimeSpan Believed(TimeSpan wait) => wait < Longest ? wait : Longest;

    private static bool IsNumber(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues(Name, out var values)
        && values.ToString() is { Length: > 0 } text
        && text.All(char.IsAsciiDigit);
}
