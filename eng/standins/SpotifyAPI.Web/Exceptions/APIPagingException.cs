using System.Globalization;
using SpotifyAPI.Web.Http;

namespace SpotifyAPI.Web;

/// <summary>A page was asked for that the paging object does not lead to.</summary>
public class APIPagingException : APIException
{
    public APIPagingException(IResponse response)
        : base(response)
    {
        if (response.Headers.TryGetValue("Retry-After", out var seconds))
        {
            RetryAfter = TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture));
        }
    }

    public APIPagingException()
    {
    }

    public APIPagingException(string message)
        : base(message)
    {
    }

    public APIPagingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public TimeSpan RetryAfter { get; }
}
