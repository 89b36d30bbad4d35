using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Twin.Aws.Signing;

namespace Twin.Aws.S3;

/// <summary>S3's REST API (path style) over the buckets: the endpoint of processes whose <c>AWS_ENDPOINT_URL_S3</c>
/// is <see cref="Endpoint"/>. A request that it does not support gets a 501 NotImplemented that names it.</summary>
public sealed class S3Server : IAsyncDisposable
{
    private readonly S3ServerOptions _options;
    private readonly S3Access _access;
    private readonly SignatureVerifier _signatures;
    private readonly Dictionary<string, Func<S3Call, Task>> _operations;
    private LoopbackServer? _server;
    private long _requests;

    private S3Server(S3ServerOptions options)
    {
        _options = options;
        _access = new S3Access(options.Access, options.Keys);
        _signatures = new SignatureVerifier(options.Access, "s3", options.Region, options.Wall);
        var notifier = new ObjectEventNotifier(options.Time, created => ObjectCreated?.Invoke(this, created));
        var writes = new WriteOperations(options.Store, notifier);
        var deletes = new DeleteOperations(options.Store);
        _operations = new Dictionary<string, Func<S3Call, Task>>
        {
            ["PutObject"] = writes.PutAsync,
            ["GetObject"] = ReadOperations.GetAsync,
            ["HeadObject"] = ReadOperations.HeadAsync,
            ["DeleteObject"] = DeleteOperations.DeleteAsync,
            ["DeleteObjects"] = deletes.DeleteManyAsync,
            ["ListObjectsV2"] = BucketOperations.ListAsync,
            ["ListObjectVersions"] = VersionOperations.ListAsync,
            ["GetObjectRetention"] = VersionOperations.GetRetentionAsync,
        };
    }

    /// <summary>Raised after an object is written and before the response is sent. Handlers must be quick and not
    /// throw: they record the event and deliver it later.</summary>
    public event EventHandler<ObjectCreated>? ObjectCreated;

    /// <summary><c>http://127.0.0.1:port/</c></summary>
    public Uri Endpoint => _server!.Endpoint;

    /// <summary>Starts listening on 127.0.0.1, on a free port.</summary>
    public static async Task<S3Server> StartAsync(S3ServerOptions options, CancellationToken cancellationToken)
    {
        var server = new S3Server(options);
        server._server = await LoopbackServer.StartAsync(server.AnswerAsync, cancellationToken);
        return server;
    }

    /// <summary>Stops listening. The buckets belong to the caller and stay open.</summary>
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task AnswerAsync(HttpContext http)
    {
        var call = new S3Call(http, _options, _access, NextRequestId());
        Mark(call);
        try
        {
            call.Target.Expect();
            call.Verify(_signatures);
            SupportedRequest.Expect(call);
            _options.Called(call.Operation, call.BucketName, call.Caller.SessionName);
            await _operations[call.Operation](call);
        }
        catch (SignatureException exception)
        {
            await AnswerAsync(call, S3SignatureErrors.From(exception.Problem));
        }
        catch (S3Exception exception)
        {
            await AnswerAsync(call, exception);
        }
        catch (OperationCanceledException) when (call.Aborted.IsCancellationRequested)
        {
            // The client has closed the connection.
        }
        catch (BadHttpRequestException)
        {
            // The client has broken its request off.
            call.Abort();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _options.OnFailure(exception);
            await AnswerAsync(call, new S3Exception(
                HttpStatusCode.InternalServerError, "InternalError",
                $"We encountered an internal error. Please try again. ({exception.GetType().Name})"));
        }
    }

    private async Task AnswerAsync(S3Call call, S3Exception exception)
    {
        if (exception.Status == HttpStatusCode.NotImplemented)
        {
            _options.OnNotImplemented($"S3: {exception.Message}");
        }

        var response = call.Response;
        if (response.HasStarted)
        {
            // The response has begun, so no error can be sent: a broken connection is better than a response that looks
            // complete.
            call.Abort();
            return;
        }

        response.Clear();
        await call.LeaveBodyAsync();
        Mark(call);
        response.StatusCode = (int)exception.Status;
        foreach (var (name, value) in exception.Headers)
        {
            response.Headers[name] = value;
        }

        if (!call.IsHead)
        {
            await S3Xml.WriteAsync(
                response,
                new XElement(
                    "Error",
                    new XElement("Code", exception.Code),
                    new XElement("Message", exception.Message),
                    exception.Details.Select(detail => new XElement(detail.Name, detail.Value)),
                    new XElement("Resource", $"/{call.BucketName}/{call.Key}"),
                    new XElement("RequestId", call.RequestId),
                    new XElement("HostId", S3EventMessage.ExtendedId(call.RequestId))),
                call.Aborted);
        }
    }

    private static void Mark(S3Call call)
    {
        call.Response.Headers.Server = "AmazonS3";
        call.Response.Headers["x-amz-request-id"] = call.RequestId;
        call.Response.Headers["x-amz-id-2"] = S3EventMessage.ExtendedId(call.RequestId);
    }

    // The id comes from a counter, not a random number, so that two runs give the same ids.
    private string NextRequestId() => Hash($"request {Interlocked.Increment(ref _requests)}")[..16];

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>The options of an S3 endpoint.</summary>
/// <param name="Region">For example <c>eu-central-1</c>.</param>
/// <param name="Time">The stack's clock.</param>
public sealed record S3ServerOptions(BucketStore Store, AccessControl Access, string Region, TimeProvider Time)
{
    /// <summary>The clock that requests' dates are checked against: the machine's, regardless of the stack's.</summary>
    public TimeProvider Wall { get; init; } = TimeProvider.System;

    /// <summary>The keys of buckets encrypted with KMS.</summary>
    public KmsService Keys { get; init; } = new(Access, Region, Time);

    /// <summary>Called with the name of each request that the twin does not support, in addition to the 501 in the
    /// response.</summary>
    public Action<string> OnNotImplemented { get; init; } = _ => { };

    /// <summary>Called for each supported request, with the operation, the bucket and the session's name.</summary>
    public Action<string, string, string> Called { get; init; } = (_, _, _) => { };

    /// <summary>Called for each internal error of the twin, in addition to the 500 in the response.</summary>
    public Action<Exception> OnFailure { get; init; } = _ => { };
}
