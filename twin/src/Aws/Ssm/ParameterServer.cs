using Microsoft.AspNetCore.Http;
using Twin.Aws.Signing;

namespace Twin.Aws.Ssm;

/// <summary>Parameter Store with Systems Manager's JSON 1.1 protocol: the endpoint of processes whose
/// <c>AWS_ENDPOINT_URL_SSM</c> is <see cref="Endpoint"/>.</summary>
internal sealed class ParameterServer : IAsyncDisposable
{
    private const string TargetPrefix = "AmazonSSM.";
    private readonly ParameterServerOptions _options;
    private readonly ParameterOperations _operations;
    private readonly SignatureVerifier _signatures;
    private LoopbackServer? _server;

    private ParameterServer(ParameterServerOptions options)
    {
        _options = options;
        _operations = new ParameterOperations(options);
        _signatures = new SignatureVerifier(options.Access, "ssm", options.Region, options.Wall);
    }

    /// <summary><c>http://127.0.0.1:port/</c></summary>
    public Uri Endpoint => _server!.Endpoint;

    public ParameterStore Store => _options.Store;

    /// <summary>Starts listening on 127.0.0.1, on a free port.</summary>
    public static async Task<ParameterServer> StartAsync(
        ParameterServerOptions options, CancellationToken cancellationToken)
    {
        var server = new ParameterServer(options);
        server._server = await LoopbackServer.StartAsync(server.AnswerAsync, cancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task AnswerAsync(HttpContext http)
    {
        try
        {
            await WriteAsync(http, HttpStatusCode.OK, await AnswerToAsync(http));
        }
        catch (SignatureException exception)
        {
            await RefuseAsync(http, SsmSignatureErrors.From(exception.Problem));
        }
        catch (ParameterException exception)
        {
            await RefuseAsync(http, exception);
        }
    }

    private async Task<JsonObject> AnswerToAsync(HttpContext http)
    {
        var (caller, body) = await VerifyAsync(http.Request);
        var target = http.Request.Headers["X-Amz-Target"].ToString();
        if (!target.StartsWith(TargetPrefix, StringComparison.Ordinal))
        {
            throw ParameterException.NotImplemented($"the target \"{target}\"");
        }

        var operation = target[TargetPrefix.Length..];
        using var request = Read(body);
        _options.Called(operation, caller.SessionName);
        return _operations.Answer(caller, operation, request.RootElement);
    }

    // The whole body is always signed here, regardless of a header about it.
    private async Task<(Caller Caller, byte[] Body)> VerifyAsync(HttpRequest request)
    {
        var claimed = _signatures.Read(request);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var bytes = body.ToArray();
        return (claimed.Verify(Convert.ToHexStringLower(SHA256.HashData(bytes))).Caller, bytes);
    }

    private Task RefuseAsync(HttpContext http, ParameterException exception)
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

        return WriteAsync(http, exception.Status, error);
    }

    private static JsonDocument Read(byte[] body)
    {
        try
        {
            var request = JsonDocument.Parse(body);
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

internal sealed record ParameterServerOptions(ParameterStore Store, AccessControl Access, string Region)
{
    /// <summary>The clock that requests' dates are checked against: the machine's, regardless of the stack's.</summary>
    public TimeProvider Wall { get; init; } = TimeProvider.System;

    /// <summary>The keys of parameters that are encrypted with one of the account's own.</summary>
    public KmsService Keys { get; init; } = new(Access, Region, TimeProvider.System);

    /// <summary>Called with the name of each request that is answered by 501.</summary>
    public Action<string> OnNotImplemented { get; init; } = _ => { };

    public Action<string, string> Called { get; init; } = (_, _) => { };

    /// <summary>The ARN of a parameter; a leading slash of its name is not repeated.</summary>
    public string ArnOf(string name) =>
        $"arn:aws:ssm:{Region}:{Access.AccountId}:parameter/{(name.StartsWith('/') ? name[1..] : name)}";
}
