namespace SpotifyAPI.Web.Http;

public class APIResponse<T> : IAPIResponse<T>
{
    public APIResponse(IResponse response, T? body = default)
    {
        Ensure.ArgumentNotNull(response, nameof(response));

        Body = body;
    }

    public T? Body { get; set; }
}
