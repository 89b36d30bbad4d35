namespace SpotifyAPI.Web.Http;

/// <summary>Called with each response before errors are thrown; may send the request again.</summary>
public interface IRetryHandler
{
}
