using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Twin.Aws.Lambda;

/// <summary>Lambda's Runtime API, version 2018-06-01, for one process. It has its own port, since a request does not
/// name its function. Other users of this machine can reach the port too, so all paths begin with one that only the
/// process knows.</summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private const string Root = "/2018-06-01/runtime/";

    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private const int LargestResponse = 6_291_556;

    private readonly Channel<RuntimeInvocation> _next = Channel.CreateUnbounded<RuntimeInvocation>();
    private readonly TaskCompletionSource<ReadOnlyMemory<byte>?> _initialized =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly string _secret = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private RuntimeInvocation? _current;
    private LoopbackServer _server = null!;

    /// <summary>The value of <c>AWS_LAMBDA_RUNTIME_API</c>: host, port and the secret path. AWS's own clients put
    /// <c>http://</c> before it and append their paths.</summary>
    public string Address => $"{_server.Endpoint.Authority}/{_secret}";

    /// <summary>Completes with null when the runtime requests its first invocation, or with an init error.</summary>
    public Task<ReadOnlyMemory<byte>?> Initialized => _initialized.Task;

    public static async Task<RuntimeApi> StartAsync(CancellationToken cancellationToken)
    {
        var api = new RuntimeApi();
        api._server = await LoopbackServer.StartAsync(api.AnswerAsync, cancellationToken);
        return api;
    }

    public Task<RuntimeResponse> InvokeAsync(RuntimeInvocation invocation)
    {
        _current = invocation;
        _next.Writer.TryWrite(invocation);
        return invocation.Response.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _next.Writer.TryComplete();
        await _server.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        if (PathBelowSecret(context.Request.Path.Value ?? "") is not { } path)
        {
            return RefuseAsync(context, 403, "Forbidden", "This Runtime API is another process's.");
        }

        var segments = path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..].Split('/') : [];
        return (context.Request.Method, segments) switch
        {
            ("GET", ["invocation", "next"]) => NextAsync(context),
            ("POST", ["invocation", var id, "response"]) => EndAsync(context, id, isError: false),
            ("POST", ["invocation", var id, "error"]) => EndAsync(context, id, isError: true),
            ("POST", ["init", "error"]) => InitErrorAsync(context),
            _ => RefuseAsync(context, 404, "InvalidRequest", $"The Runtime API has no {path}."),
        };
    }

    private string? PathBelowSecret(string path)
    {
        var end = path.IndexOf('/', Math.Min(1, path.Length));
        return end > 0 && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(path[1..end]), Encoding.UTF8.GetBytes(_secret))
            ? path[end..]
            : null;
    }

    private async Task NextAsync(HttpContext context)
    {
        _initialized.TrySetResult(null);
        RuntimeInvocation invocation;
        try
        {
            invocation = await _next.Reader.ReadAsync(context.RequestAborted);
        }
        catch (Exception stop) when (stop is ChannelClosedException or OperationCanceledException)
        {
            context.Abort();
            return;
        }

        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.FunctionArn;
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceId;
        headers["Lambda-Runtime-Deadline-Ms"] =
            invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = invocation.Payload.Length;
        await context.Response.BodyWriter.WriteAsync(invocation.Payload, context.RequestAborted);
    }

    private async Task EndAsync(HttpContext context, string requestId, bool isError)
    {
        var body = await BodyAsync(context);
        if (_current is not { } invocation || invocation.RequestId != requestId)
        {
            await RefuseAsync(context, 400, "InvalidRequestID", "Invalid request ID");
            return;
        }

        if (body.Length > LargestResponse)
        {
            var error = new FunctionError(
                "Function.ResponseSizeTooLarge",
                $"Response payload size exceeded maximum allowed payload size ({LargestResponse} bytes).");
            await RefuseAsync(context, 413, "RequestEntityTooLarge", error.Message);
            invocation.Response.TrySetResult(new RuntimeResponse(error.ToJson(), IsError: true, IsRefused: true));
            return;
        }

        await AcceptAsync(context);
        invocation.Response.TrySetResult(new RuntimeResponse(body, isError));
    }

    private async Task InitErrorAsync(HttpContext context)
    {
        var body = await BodyAsync(context);
        await AcceptAsync(context);
        _initialized.TrySetResult(body);
    }

    private static async Task<byte[]> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }

    private static async Task AcceptAsync(HttpContext context)
    {
        context.Response.StatusCode = 202;
        context.Response.ContentType = "application/json";
        await context.Response.BodyWriter.WriteAsync("""{"status":"OK"}"""u8.ToArray(), context.RequestAborted);
        await context.Response.CompleteAsync();
    }

    private static async Task RefuseAsync(HttpContext context, int status, string type, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.BodyWriter.WriteAsync(
            new FunctionError(type, message).ToJson(), context.RequestAborted);
    }
}

internal sealed record RuntimeInvocation(
    string RequestId, string FunctionArn, string TraceId, DateTimeOffset Deadline, ReadOnlyMemory<byte> Payload)
{
    public TaskCompletionSource<RuntimeResponse> Response { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <param name="IsRefused">True if Lambda refused the function's response: the process ends then.</param>
internal sealed record RuntimeResponse(ReadOnlyMemory<byte> Payload, bool IsError, bool IsRefused = false);
