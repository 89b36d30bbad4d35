using System.Globalization;
using System.Net.Http.Headers;

namespace Twin.Runtime;

/// <summary>A client of Lambda's Runtime API, version 2018-06-01.</summary>
internal sealed class RuntimeApiClient : IDisposable
{
    private readonly HttpClient _http;

    public RuntimeApiClient(string hostAndPort)
    {
        // The next invocation may be hours away, so there is no timeout. The API is on this machine, so there is no
        // proxy.
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri($"http://{hostAndPort}/2018-06-01/runtime/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<Invocation> NextAsync()
    {
        using var response = await _http.GetAsync("invocation/next");
        response.EnsureSuccessStatusCode();
        var deadline = long.Parse(Header(response, "Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture);
        return new Invocation(
            Header(response, "Lambda-Runtime-Aws-Request-Id"),
            Header(response, "Lambda-Runtime-Invoked-Function-Arn"),
            Header(response, "Lambda-Runtime-Trace-Id"),
            DateTimeOffset.FromUnixTimeMilliseconds(deadline),
            new MemoryStream(await response.Content.ReadAsByteArrayAsync()));
    }

    public Task RespondAsync(string requestId, byte[] response) =>
        PostAsync($"invocation/{requestId}/response", response, "application/json", null);

    public Task ReportErrorAsync(string requestId, Exception exception) =>
        PostErrorAsync($"invocation/{requestId}/error", exception);

    public Task ReportInitErrorAsync(Exception exception) => PostErrorAsync("init/error", exception);

    public void Dispose() => _http.Dispose();

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values)
            ? values.First()
            : throw new InvalidOperationException($"The Runtime API sent an invocation without its header {name}.");

    private Task PostErrorAsync(string path, Exception exception) => PostAsync(
        path,
        ErrorReport.Serialize(exception),
        "application/vnd.aws.lambda.error+json",
        ErrorReport.TypeOf(exception));

    private async Task PostAsync(string path, byte[] body, string contentType, string? errorType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        if (errorType is not null)
        {
            request.Headers.Add("Lambda-Runtime-Function-Error-Type", errorType);
        }

        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}

internal sealed record Invocation(
    string RequestId, string FunctionArn, string TraceId, DateTimeOffset Deadline, MemoryStream Payload) : IDisposable
{
    public void Dispose() => Payload.Dispose();
}
