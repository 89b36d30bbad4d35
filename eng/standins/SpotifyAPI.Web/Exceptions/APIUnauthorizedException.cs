namespace SpotifyAPI.Web;

/// <summary>Status 401: no token, an expired one, or one that Spotify does not know.</summary>
public class APIUnauthorizedException : APIException
{
    public APIUnauthorizedException(IResponse response)
        : base(response)
    {
    }
}
