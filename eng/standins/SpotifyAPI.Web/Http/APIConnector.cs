using System.Net;

namespace SpotifyAPI.Web.Http;

/// <summary>Sends one request: adds the token, offers the response to the retry handler, and throws if it is an
/// error.</summary>
public class APIConnector : IAPIConnector
{
    private const string OwnAddress = "https://api.spotify.com";

    private readonly Uri _baseAddress;
    private readonly IAuthenticator? _authenticator;
    private readonly IJSONSerializer _jsonSerializer;
    private readonly IHTTPClient _httpClient;
    private readonly IRetryHandler? _retryHandler;
    private readonly IHTTPLogger? _httpLogger;

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
        _retryHandler = retryHandler;
        _httpLogger = httpLogger;
    }

    public Task<T> Get<T>(Uri uri, IDictionary<string, string>? parameters, CancellationToken cancel) =>
        SendAPIRequest<T>(uri, HttpMethod.Get, parameters, cancel: cancel);

    public Task<T> Post<T>(
        Uri uri,
        IDictionary<string, string>? parameters,
        object? body,
        Dictionary<string, string>? headers,
        CancellationToken cancel) =>
        SendAPIRequest<T>(uri, HttpMethod.Post, parameters, body, headers, cancel);

    /// <summary>The response with its body as text: the JSON serializer sees neither request nor response.</summary>
    public Task<IResponse> SendRawRequest(
        Uri uri,
        HttpMethod method,
        IDictionary<string, string>? parameters = null,
        object? body = null,
        IDictionary<string, string>? headers = null,
        CancellationToken cancel = default) =>
        Send(CreateRequest(uri, method, parameters, body, headers), cancel);

    public async Task<T> SendAPIRequest<T>(
        Uri uri,
        HttpMethod method,
        IDictionary<string, string>? parameters = null,
        object? body = null,
        IDictionary<string, string>? headers = null,
        CancellationToken cancel = default)
    {
        var request = CreateRequest(uri, method, parameters, body, headers);
        var response = await SendSerialized<T>(request, cancel).ConfigureAwait(false);
        return response.Body!;
    }

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

    private async Task<IAPIResponse<T>> SendSerialized<T>(Request request, CancellationToken cancel)
    {
        _jsonSerializer.SerializeRequest(request);
        var response = await Send(request, cancel).ConfigureAwait(false);
        return _jsonSerializer.DeserializeResponse<T>(response);
    }

    private async Task<IResponse> Send(Request request, CancellationToken cancel)
    {
        await Authenticate(request).ConfigureAwait(false);
        _httpLogger?.OnRequest(request);
        var first = await _httpClient.DoRequest(request, cancel).ConfigureAwait(false);
        _httpLogger?.OnResponse(first);
        if (_retryHandler is null)
        {
            return OrThrow(first);
        }

        // Even if the handler passes another request, the first one is sent again.
        async Task<IResponse> SendAgain(IRequest _, CancellationToken cancelRetry)
        {
            await Authenticate(request).ConfigureAwait(false);
            var next = await _httpClient.DoRequest(request, cancelRetry).ConfigureAwait(false);
            _httpLogger?.OnResponse(next);
            return next;
        }

        return OrThrow(await _retryHandler.HandleRetry(request, first, SendAgain, cancel).ConfigureAwait(false));
    }

    /// <summary>Adds the token to relative endpoints, and to absolute ones of the real Web API only: never to the
    /// accounts service, and not to absolute addresses of another base address.</summary>
    private async Task Authenticate(Request request)
    {
        if (_authenticator is not null && !request.Endpoint.IsAbsoluteUri)
        {
            await _authenticator.Apply(request, this).ConfigureAwait(false);
        }
        else if (request.Endpoint.AbsoluteUri.Contains(OwnAddress, StringComparison.Ordinal))
        {
            await _authenticator!.Apply(request, this).ConfigureAwait(false);
        }
    }

    private static IResponse OrThrow(IResponse response)
    {
        Ensure.ArgumentNotNull(response, nameof(response));

        return response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.BadRequest => response,
            HttpStatusCode.Unauthorized => throw new APIUnauthorizedException(response),
            HttpStatusCode.TooManyRequests => throw new APITooManyRequestsException(response),
            _ => throw new APIException(response),
        };
    }
}
