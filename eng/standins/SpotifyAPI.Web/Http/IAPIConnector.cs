namespace SpotifyAPI.Web.Http;

public interface IAPIConnector
{
    Task<T> Get<T>(Uri uri, IDictionary<string, string>? parameters, CancellationToken cancel = default);

    Task<T> Post<T>(
        Uri uri,
        IDictionary<string, string>? parameters,
        object? body,
        Dictionary<string, string>? headers,
        CancellationToken cancel = default);
}
