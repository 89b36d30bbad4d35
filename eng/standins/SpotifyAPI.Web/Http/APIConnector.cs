using System.Net;

namespace SpotifyAPI.Web.Http;

/// <summary>Sends one request: adds the token, and throws if the response is an error. Retry handlers and loggers are
/// refused, since nothing gave one so far.</summary>
public class APIConnector : IAPIConnector
{
    private readonly Uri _baseAddress;
    private readonly IAuthenticator? _authenticator;
    private readonly IJSONSerializer _jsonSerializer;
    private readonly IHTTPClient _httpClient;

    public APIConnector(
        Uri baseAddress,
        IAuthenticator? authenticator,
        IJSONSerializer jsonSerializer,
        IHTTPClient httpClient,
        IRetryHandler? retryHandler,
        IHTTPLogger? httpLogger)
    {
        _baseAddress = baseAddress;
        _authenticator = authenticator;
        _jsonSerializer = jsonSerializer;
        _httpClient = httpClient;
        if (retryHandler is not null || httpLogger is not null)
        {
            throw new NotSupportedException("The stand-in for SpotifyAPI.Web has no retry handlers and no loggers.");
        }
    }

    public Task<T> Get<T>(Uri uri, IDictionary<string, string>? parameters, CancellationToken cancel) =>
        SendSerialized<T>(CreateRequest(uri, HttpMethod.Get, parameters, null, null), cancel);

    public Task<T> Post<T>(
        Uri uri,
        IDictionary<string, string>? parameters,
        object? body,
        Dictionary<string, string>? headers,
        CancellationToken cancel) =>
        SendSerialized<T>(CreateRequest(uri, HttpMethod.Post, parameters, body, headers), cancel);

    /// <summary>The response with its body as text: the JSON serializer sees neither request nor response.</summary>
    public Task<IResponse> SendRawRequest(
        Uri uri,
        HttpMethod method,
        IDictionary<string, string>? parameters = null,
        object? body = null,
        IDictionary<string, string>? headers = null,
        CancellationToken cancel = default) =>
        Send(CreateRequest(uri, method, parameters, body, headers), cancel);

    private Request CreateRequest(
        Uri uri,
        HttpMethod method,
        IDictionary<string, string>? parameters,
        object? body,
        IDictionary<string, string>? headers)
    {
        Ensure.ArgumentNotNull(uri, nameof(uri));
        Ensure.ArgumentNotNull(method, nameof(method));

        headers ??= new Dictionary<string, string>();
        parameters ??= new Dictionary<string, string>();
        return new Request(_baseAddress, uri, method, headers, parameters) { Body = body };
    }

    private async Task<T> SendSerialized<T>(Request request, CancellationToken cancel)
    {
        var response = await Send(request, cancel).ConfigureAwait(false);
        return _jsonSerializer.DeserializeResponse<T>(response).Body!;
    }

    private async Task<IResponse> Send(Request request, CancellationToken cancel)
    {
        // Only relative endpoints get the token: never the accounts service.
        if (_authenticator is not null && !request.Endpoint.IsAbsoluteUri)
        {
            await _authenticator.Apply(request, this).ConfigureAwait(false);
        }

        return OrThrow(await _httpClient.DoRequest(request, cancel).ConfigureAwait(false));
    }

    private static IResponse OrThrow(IResponse response)
    {
        Ensure.ArgumentNotNull(response, nameof(response));

        return response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.BadRequest => response,
            HttpStatusCode.Unauthorized => throw new APIUnauthorizedException(response),
            _ => throw new APIException(response),
        };
    }
}
