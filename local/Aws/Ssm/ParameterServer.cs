using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Local.Aws.Hosting;
using Local.Aws.Iam;
using Microsoft.AspNetCore.Http;

namespace Local.Aws.Ssm;

/// <summary>
/// Parameter Store behind Systems Manager's JSON 1.1 protocol: what a process sees that has
/// <c>AWS_ENDPOINT_URL_SSM</c> set to <see cref="Endpoint"/>.
/// </summary>
internal sealed class ParameterServer : IAsyncDisposable
{
    private const string TargetPrefix = "AmazonSSM.";
    private readonly ParameterServerOptions _options;
    private readonly ParameterOperations _operations;
    private LoopbackServer? _server;

    private ParameterServer(ParameterServerOptions options)
    {
        _options = options;
        _operations = new ParameterOperations(options);
    }

    /// <summary><c>http://127.0.0.1:port/</c></summary>
    public Uri Endpoint => _server!.Endpoint;

    /// <summary>The parameters.</summary>
    public ParameterStore Store => _options.Store;

    /// <summary>Starts listening on 127.0.0.1, on a port that is free.</summary>
    public static async Task<ParameterServer> StartAsync(
        ParameterServerOptions options, CancellationToken cancellationToken)
    {
        var server = new ParameterServer(options);
        server._server = await LoopbackServer.StartAsync(server.AnswerAsync, cancellationToken);
        return server;
    }

    /// <summary>Stops listening.</summary>
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task AnswerAsync(HttpContext http)
    {
        try
        {
            var target = http.Request.Headers["X-Amz-Target"].ToString();
            if (!target.StartsWith(TargetPrefix, StringComparison.Ordinal))
            {
                throw ParameterException.NotImplemented($"the target \"{target}\"");
            }

            var caller = CallerOf(http.Request.Headers.Authorization.ToString());
            using var request = await ReadAsync(http);
            _options.Called(target[TargetPrefix.Length..], caller.SessionName);
            var answer = _operations.Answer(caller, target[TargetPrefix.Length..], request.RootElement);
            await WriteAsync(http, HttpStatusCode.OK, answer);
        }
        catch (ParameterException exception)
        {
            if (exception.Status == HttpStatusCode.NotImplemented)
            {
                _options.OnNotImplemented($"SSM: {exception.Text}");
            }

            var error = new JsonObject { ["__type"] = exception.Type };
            if (exception.Text is { } message)
            {
                error["message"] = message;
            }

            await WriteAsync(http, exception.Status, error);
        }
    }

    private Caller CallerOf(string authorization)
    {
        var id = SignedRequest.AccessKeyIdOf(authorization)
            ?? throw new ParameterException("MissingAuthenticationTokenException", "Missing Authentication Token");
        return _options.Access.Find(id)
            ?? throw new ParameterException(
                "UnrecognizedClientException", "The security token included in the request is invalid.");
    }

    private static async Task<JsonDocument> ReadAsync(HttpContext http)
    {
        try
        {
            var request = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
            return request.RootElement.ValueKind == JsonValueKind.Object
                ? request
                : throw new ParameterException("SerializationException", "Start of structure or map expected.");
        }
        catch (JsonException)
        {
            throw new ParameterException("SerializationException", "The request is not JSON.");
        }
    }

    private static Task WriteAsync(HttpContext http, HttpStatusCode status, JsonObject answer)
    {
        var bytes = Encoding.UTF8.GetBytes(answer.ToJsonString());
        http.Response.StatusCode = (int)status;
        http.Response.ContentType = "application/x-amz-json-1.1";
        http.Response.ContentLength = bytes.Length;
        return http.Response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }
}
