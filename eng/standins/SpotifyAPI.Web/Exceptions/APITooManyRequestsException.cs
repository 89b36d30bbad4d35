using System.Globalization;

namespace SpotifyAPI.Web;

/// <summary>Status 429: Spotify answers no request before <see cref="RetryAfter"/> has passed.</summary>
public class APITooManyRequestsException : APIException
{
    public APITooManyRequestsException(IResponse response)
        : base(response)
    {
        if (response.Headers.TryGetValue("Retry-After", out var seconds))
        {
            RetryAfter = TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Whole seconds from the answer's header; zero when it has none.</summary>
    public TimeSpan RetryAfter { get; }
}
