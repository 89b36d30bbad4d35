namespace SpotifyAPI.Web.Http;

public class Request : IRequest
{
    public Request(
        Uri baseAddress,
        Uri endpoint,
        HttpMethod method,
        IDictionary<string, string> headers,
        IDictionary<string, string> parameters)
    {
        BaseAddress = baseAddress;
        Endpoint = endpoint;
        Method = method;
        Headers = headers;
        Parameters = parameters;
    }

    public Uri BaseAddress { get; set; }

    public Uri Endpoint { get; set; }

    public IDictionary<string, string> Headers { get; }

    public IDictionary<string, string> Parameters { get; }

    public HttpMethod Method { get; set; }

    public object? Body { get; set; }
}
