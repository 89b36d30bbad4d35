namespace SpotifyAPI.Web.Http;

public interface IJSONSerializer
{
    IAPIResponse<T> DeserializeResponse<T>(IResponse response);
}
