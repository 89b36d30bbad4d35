namespace SpotifyAPI.Web.Http;

public interface IHTTPLogger
{
}
