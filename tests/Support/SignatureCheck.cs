using Amazon.Runtime;

namespace Tests.Support;

/// <summary>Verifies the signatures of all requests of an SDK's client before they are sent.</summary>
internal sealed class SignatureCheck(SigV4 signing) : HttpClientFactory
{
    private int _verified;

    /// <summary>The number of requests so far.</summary>
    public int Verified => _verified;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    private sealed class Handler(SignatureCheck check) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
                .ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(',', header.Value));
            headers.TryAdd("host", request.RequestUri!.Authority);
            check.Verify(request.Method.Method, request.RequestUri.PathAndQuery, headers, body);
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private void Verify(string method, string target, Dictionary<string, string> headers, byte[] body)
    {
        signing.Verify(method, target, headers, body);
        Interlocked.Increment(ref _verified);
    }
}
