using System.Net.Http.Headers;

namespace Functions.Extract.Spotify;

/// <summary>The header <c>Retry-After</c>: the time to wait before the next request.</summary>
internal static class RetryAfter
{
    private const string Name = "Retry-After";

    /// <summary>The longest wait that is believed. Spotify was never seen to send a longer one.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromDays(1);

    /// <summary>Reads the header, and leaves it as whole seconds or not at all: SpotifyAPI.Web reads it as whole
    /// seconds, or fails.</summary>
    /// <returns>The wait in whole seconds; null if the answer has none that can be read.</returns>
    public static TimeSpan? Take(HttpResponseMessage response, DateTimeOffset now)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            // A number that no type of .NET holds.
            _ when IsNumber(response) => MaxDuration,
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

    /// <summary>The wait, or <see cref="MaxDuration"/> if that is shorter.</summary>
    public static TimeSpan Believed(TimeSpan wait) => wait < MaxDuration ? wait : MaxDuration;

    private static bool IsNumber(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues(Name, out var values)
        && values.ToString() is { Length: > 0 } text
        && text.All(char.IsAsciiDigit);
}
