using System.Collections.Concurrent;
using System.Net;
using Twin.Aws.Hosting;
using Twin.Aws.StepFunctions;
using Twin.Host.InProcess;

namespace Twin.Cli.Chaos;

/// <summary>The faults of a list, each at its place, until a time. It counts what passes.</summary>
/// <param name="prefix">The beginning of the stack's names, which no place has.</param>
internal sealed class PlannedTrouble(ImmutableArray<AwsFault> faults, string prefix, DateTimeOffset until)
    : Trouble, IFunctionWire
{
    private readonly ConcurrentDictionary<string, int> _passed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<AwsFault, int> _happened = [];
    private readonly ILookup<string, AwsFault> _faults = faults.ToLookup(fault => fault.Place);
    private long _now;

    /// <summary>The number of calls or events at each place, as long as there are faults.</summary>
    public ImmutableSortedDictionary<string, int> Passed =>
        _passed.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The faults that happened.</summary>
    public ImmutableHashSet<AwsFault> Happened => [.. _happened.Keys];

    /// <summary>The time of the stack's clock.</summary>
    public DateTimeOffset Now
    {
        set => Interlocked.Exchange(ref _now, value.UtcTicks);
    }

    // The events of other objects have no target.
    public override IReadOnlyList<TimeSpan> Deliveries(string key) =>
        (Places.StartsWork(key) ? Find(Places.OfEvent(key)) : null) switch
        {
            { Kind: AwsFaultKind.EventTwice } => [TimeSpan.Zero, TimeSpan.Zero],
            { Kind: AwsFaultKind.EventLate, Time: var late } => [late],
            { Kind: AwsFaultKind.EventLost } => [],
            _ => [TimeSpan.Zero],
        };

    public override int Runs(string name) => Find(Places.OfInvocation(prefix, name)) is null ? 1 : 2;

    public override async Task<JsonNode?> CallAsync(StateCall asked)
    {
        switch (Find(Places.OfState(asked.State))?.Kind)
        {
            case AwsFaultKind.StateFailsBefore:
                throw new StateTaskException("Lambda.ServiceException", "the service failed");
            case AwsFaultKind.StateFailsAfter:
                await asked.RunAsync();
                throw new StateTaskException("Lambda.SdkClientException", "the answer was lost");
            case AwsFaultKind.StateTimesOut:
                await asked.RunAsync();
                throw new StateTaskException("States.Timeout", null);
            case AwsFaultKind.ExecutionDies:
                throw new StateTaskException("States.Runtime", "the execution died");
            case AwsFaultKind.AnotherExecution:
                await asked.RunAnotherAsync();
                break;
        }

        return await asked.RunAsync();
    }

    public async Task<HttpResponseMessage> SendAsync(FunctionRequest request, IFunctionProcess process)
    {
        var fault = Find(Places.Of(prefix, request));
        switch (fault?.Kind)
        {
            case AwsFaultKind.Throttled:
                return Refusals.Throttled(request.Message);
            case AwsFaultKind.FailsBefore:
                return Refusals.Failed(request.Message);
            case AwsFaultKind.FailsAfter:
                (await request.SendAsync()).Dispose();
                return Refusals.Failed(request.Message);
            case AwsFaultKind.KeyRefused:
                return Refusals.KeyRefused(request.Message);
            case AwsFaultKind.Conflict:
                return Refusals.Conflict(request.Message);
            case AwsFaultKind.CutBefore:
                throw Refusals.Cut();
            case AwsFaultKind.CutAfter:
                (await request.SendAsync()).Dispose();
                throw Refusals.Cut();
            case AwsFaultKind.CutAnswer:
                return await Refusals.CutAsync(await request.SendAsync());
            case AwsFaultKind.KilledBefore:
                return await process.KillAsync<HttpResponseMessage>(FunctionEnd.Killed);
            case AwsFaultKind.KilledAfter:
                (await request.SendAsync()).Dispose();
                return await process.KillAsync<HttpResponseMessage>(FunctionEnd.Killed);
            case AwsFaultKind.OutOfMemory:
                return await process.KillAsync<HttpResponseMessage>(FunctionEnd.OutOfMemory);
            case AwsFaultKind.TimedOut:
                return await process.KillAsync<HttpResponseMessage>(FunctionEnd.TimedOut);
            case AwsFaultKind.OutOfTime:
                // Longer than any function may run. A request without a cancellation is answered at last.
                process.Time.Pass(TimeSpan.FromMinutes(15));
                if (request.Cancellation.CanBeCanceled)
                {
                    await Task.WhenAny(
                        Task.Delay(Timeout.Infinite, request.Cancellation),
                        Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None));
                    request.Cancellation.ThrowIfCancellationRequested();
                }

                break;
            case AwsFaultKind.Another:
                await process.RunAnotherAsync();
                break;
            case AwsFaultKind.ClockPut:
                process.Time.Put(fault.Time);
                break;
        }

        return await request.SendAsync();
    }

    private AwsFault? Find(string place)
    {
        if (Interlocked.Read(ref _now) >= until.UtcTicks)
        {
            return null;
        }

        var count = _passed.AddOrUpdate(place, 1, (_, before) => before + 1);
        var found = _faults[place].FirstOrDefault(fault => fault.First <= count && count < fault.First + fault.Times);
        if (found is not null)
        {
            _happened.AddOrUpdate(found, 1, (_, before) => before + 1);
        }

        return found;
    }
}

/// <summary>The answers of S3 and Parameter Store in trouble.</summary>
internal static class Refusals
{
    public static HttpResponseMessage Throttled(HttpRequestMessage request) => Places.IsOfParameters(request)
        ? Json(HttpStatusCode.BadRequest, "ThrottlingException", "Rate exceeded")
        : Xml(HttpStatusCode.ServiceUnavailable, "SlowDown", "Please reduce your request rate.");

    public static HttpResponseMessage Failed(HttpRequestMessage request) => Places.IsOfParameters(request)
        ? Json(HttpStatusCode.InternalServerError, "InternalServerError", "An error occurred on the server side.")
        : Xml(HttpStatusCode.InternalServerError, "InternalError",
            "We encountered an internal error. Please try again.");

    // No client tries again: https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html,
    // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html.
    public static HttpResponseMessage KeyRefused(HttpRequestMessage request) => Places.IsOfParameters(request)
        ? Json(HttpStatusCode.BadRequest, "InvalidKeyId", "The KMS key is disabled.")
        : Xml(HttpStatusCode.BadRequest, "KMS.DisabledException", "The KMS key is disabled.");

    public static HttpResponseMessage Conflict(HttpRequestMessage _) => Xml(
        HttpStatusCode.Conflict,
        "ConditionalRequestConflict",
        "The conditional request cannot succeed due to a conflicting operation against this resource.");

    public static HttpRequestException Cut() =>
        new(HttpRequestError.ConnectionError, "The connection was cut.", new IOException("Connection reset by peer"));

    public static async Task<HttpResponseMessage> CutAsync(HttpResponseMessage whole)
    {
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        var cut = new HttpResponseMessage(whole.StatusCode)
        {
            Content = new StreamContent(new CutStream(bytes[..(bytes.Length / 2)])),
        };
        foreach (var (name, values) in whole.Headers)
        {
            cut.Headers.TryAddWithoutValidation(name, values);
        }

        foreach (var (name, values) in whole.Content.Headers)
        {
            cut.Content.Headers.TryAddWithoutValidation(name, values);
        }

        return cut;
    }

    private static HttpResponseMessage Xml(HttpStatusCode status, string code, string message) => new(status)
    {
        Content = new StringContent(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>{message}</Message></Error>",
            Encoding.UTF8,
            "application/xml"),
    };

    private static HttpResponseMessage Json(HttpStatusCode status, string type, string message) => new(status)
    {
        Content = new StringContent(
            new JsonObject { ["__type"] = type, ["message"] = message }.ToJsonString(),
            Encoding.UTF8,
            "application/x-amz-json-1.1"),
    };

    private sealed class CutStream(byte[] bytes) : MemoryStream(bytes)
    {
        // All other ways to read lead here.
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, count) is > 0 and var read ? read : throw End();

        private static HttpIOException End() =>
            new(HttpRequestError.ResponseEnded, "The response ended prematurely.");
    }
}
