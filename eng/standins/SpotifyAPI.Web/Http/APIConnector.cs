using System.Net;

namespace SpotifyAPI.Web.Http;

/// <summary>One request: authenticated, sent, offered to the retry handler, then thrown if it is an error.</summary>
public class APIConnector : IAPIConnector
{
    private const string OwnAddress = "https://api.spotify.com";

    private readonly Uri _baseAddress;
    private readonly IAuthenticator? _authenticator;
    private readonly IJSONSerializer _jsonSerializer;
    private readonly IHTTPClient _httpClient;
    private readonly IRetryHandler? _retryHandler;
    private readonly IHTTPLogger? _httpLogger;

    public APIConnector(Uri baseAddress, IAuthenticator authenticator)
        : this(baseAddress, authenticator, new NewtonsoftJSONSerializer(), new NetHttpClient(), null, null)
    {
    }

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

    public event EventHandler<IResponse>? ResponseReceived;

    public Task<T> Get<T>(Uri uri, CancellationToken cancel) => SendAPIRequest<T>(uri, HttpMethod.Get, cancel: cancel);

    public Task<T> Get<T>(Uri uri, IDictionary<string, string>? parameters, CancellationToken cancel) =>
        SendAPIRequest<T>(uri, HttpMethod.Get, parameters, cancel: cancel);

    public Task<HttpStatusCode> Get(
        Uri uri,
        IDictionary<string, string>? parameters,
        object? body,
        CancellationToken cancel) =>
        SendForStatus(uri, HttpMethod.Get, parameters, body, cancel);

    public Task<T> Post<T>(Uri uri, CancellationToken cancel) =>
        SendAPIRequest<T>(uri, HttpMethod.Post, cancel: cancel);

    public Task<T> Post<T>(Uri uri, IDictionary<string, string>? parameters, CancellationToken cancel) =>
        SendAPIRequest<T>(uri, HttpMethod.Post, parameters, cancel: cancel);

    public Task<T> Post<T>(
        Uri uri,
        IDictionary<string, string>? parameters,
        object? body,
        CancellationToken cancel) =>
        SendAPIRequest<T>(uri, HttpMethod.Post, parameters, body, cancel: cancel);

    public Task<T> Post<T>(
        Uri uri,
        IDictionary<string, string>? parameters,
        object? body,
        Dictionary<string, string>? headers,
        CancellationToken cancel) =>
        SendAPIRequest<T>(uri, HttpMethod.Post, parameters, body, headers, cancel);

    public Task<HttpStatusCode> Post(
        Uri uri,
        IDictionary<string, string>? parameters,
        object? body,
        CancellationToken cancel) =>
        SendForStatus(uri, HttpMethod.Post, parameters, body, cancel);

    public Task<T> Put<T>(Uri uri, CancellationToken cancel) => SendAPIRequest<T>(uri, HttpMethod.Put, cancel: cancel);

    public Task<T> Put<T>(Uri uri, IDictionary<string, string>? parameters, CancellationToken cancel) =>
        SendAPIRequest<T>(uri, HttpMethod.Put, parameters, cancel: cancel);

    public Task<T> Put<T>(
        Uri uri,
        IDictionary<string, string>? parameters,
        object? body,
        CancellationToken cancel) =>
        SendAPIRequest<T>(uri, HttpMethod.Put, parameters, body, cancel: cancel);

    public Task<HttpStatusCode> Put(
        Uri uri,
        IDictionary<string, string>? parameters,
        object? body,
        CancellationToken cancel) =>
        SendForStatus(uri, HttpMethod.Put, parameters, body, cancel);

    public async Task<HttpStatusCode> PutRaw(
        Uri uri,
        IDictionary<string, string>? parameters,
        object? body,
        CancellationToken cancel)
    {
        var response = await SendRawRequest(uri, HttpMethod.Put, parameters, body, cancel: cancel)
            .ConfigureAwait(false);
        return response.StatusCode;
    }

    public Task<T> Delete<T>(Uri uri, CancellationToken cancel) =>
        SendAPIRequest<T>(uri, HttpMethod.Delete, cancel: cancel);

    public Task<T> Delete<T>(Uri uri, IDictionary<string, string>? parameters, CancellationToken cancel) =>
        SendAPIRequest<T>(uri, HttpMethod.Delete, parameters, cancel: cancel);

    public Task<T> Delete<T>(
        Uri uri,
        IDictionary<string, string>? parameters,
        object? body,
        CancellationToken cancel) =>
        SendAPIRequest<T>(uri, HttpMethod.Delete, parameters, body, cancel: cancel);

    public Task<HttpStatusCode> Delete(
        Uri uri,
        IDictionary<string, string>? parameters,
        object? body,
        CancellationToken cancel) =>
        SendForStatus(uri, HttpMethod.Delete, parameters, body, cancel);

    public void SetRequestTimeout(TimeSpan timeout) => _httpClient.SetRequestTimeout(timeout);

    /// <summary>The answer with its body as text: the JSON serializer sees neither request nor answer.</summary>
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

    public async Task<IResponse> SendAPIRequestDetailed(
        Uri uri,
        HttpMethod method,
        IDictionary<string, string>? parameters = null,
        object? body = null,
        IDictionary<string, string>? headers = null,
        CancellationToken cancel = default)
    {
        var request = CreateRequest(uri, method, parameters, body, headers);
        var response = await SendSerialized<object>(request, cancel).ConfigureAwait(false);
        return response.Response;
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

    private async Task<HttpStatusCode> SendForStatus(
        Uri uri,
        HttpMethod method,
        IDictionary<string, string>? parameters,
        object? body,
        CancellationToken cancel)
    {
        var response = await SendAPIRequestDetailed(uri, method, parameters, body, cancel: cancel)
            .ConfigureAwait(false);
        return response.StatusCode;
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
        ResponseReceived?.Invoke(this, first);
        if (_retryHandler is null)
        {
            return OrThrow(first);
        }

        // Whatever request the handler passes, the first one is sent again; and the event repeats the first answer.
        async Task<IResponse> SendAgain(IRequest _, CancellationToken cancelRetry)
        {
            await Authenticate(request).ConfigureAwait(false);
            var next = await _httpClient.DoRequest(request, cancelRetry).ConfigureAwait(false);
            _httpLogger?.OnResponse(next);
            ResponseReceived?.Invoke(this, first);
            return next;
        }

        return OrThrow(await _retryHandler.HandleRetry(request, first, SendAgain, cancel).ConfigureAwait(false));
    }

    /// <summary>
    /// A token goes out with relative endpoints, and with absolute ones of the real Web API alone: never to the
    /// accounts service, and not to the absolute addresses of another base address either.
    /// </summary>
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
