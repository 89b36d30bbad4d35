using SpotifyAPI.Web.Http;

namespace SpotifyAPI.Web;

/// <summary>401: no token, one that has expired, or one that Spotify does not know.</summary>
public class APIUnauthorizedException : APIException
{
    public APIUnauthorizedException(IResponse response)
        : base(response)
    {
    }
}
