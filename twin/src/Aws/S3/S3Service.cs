using Twin.Aws.EventBridge;
using Twin.Aws.Lambda;

namespace Twin.Aws.S3;

/// <summary>The declared buckets, with S3's endpoint and notifications.</summary>
public sealed class S3Service : IRunningService, IAsyncDisposable
{
    private const string Principal = "s3.amazonaws.com";

    private readonly DeclaredStack _stack;
    private readonly AccessControl _access;
    private readonly KmsService _keys;
    private readonly LambdaService _lambda;
    private readonly EventBridgeService _events;
    private readonly ServiceEndpoints _endpoints;
    private readonly TwinProblems _problems;
    private readonly LateEvents _late;
    private readonly Trouble _trouble;
    private readonly Meter _meter;
    private readonly Timeline _timeline;
    private readonly TimeProvider _clock;
    private readonly BucketNotifications _notifications = new();
    private readonly S3EventMessage _message;
    private readonly ConcurrentQueue<Exception> _undelivered = [];
    private S3Server? _server;
    private DateTimeOffset _lifecycleDone;

    /// <summary>Creates the declared buckets.</summary>
    /// <exception cref="RunFailedException">S3 would refuse a bucket, a configuration or a policy.</exception>
    public S3Service(
        DeclaredStack stack,
        BucketsFolder folder,
        AccessControl access,
        KmsService keys,
        LambdaService lambda,
        EventBridgeService events,
        ServiceEndpoints endpoints,
        TwinProblems problems,
        LateEvents late,
        Trouble trouble,
        Meter meter,
        Timeline timeline,
        TimeProvider clock)
    {
        (_stack, _access, _keys, _lambda, _events) = (stack, access, keys, lambda, events);
        (_endpoints, _problems, _meter, _timeline, _clock) = (endpoints, problems, meter, timeline, clock);
        (_late, _trouble) = (late, trouble);
        BucketPolicyDeclaration.AddAll(stack, access);
        Access = new S3Access(access, keys);
        Buckets = BucketDeclaration.ReadAll(stack, keys, folder.Path, clock);
        _message = new S3EventMessage(stack.Region, stack.AccountId);
        _lifecycleDone = clock.GetUtcNow();
    }

    /// <summary>The buckets and their objects.</summary>
    public BucketStore Buckets { get; }

    /// <summary>The decisions of IAM and KMS on requests to S3.</summary>
    public S3Access Access { get; }

    /// <summary>Gets or sets the number of times that an event is delivered. S3 loses almost none and repeats some,
    /// and guarantees no more.</summary>
    public Func<ObjectCreated, int> Deliveries { get; set; } = _ => 1;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var notification in _stack.OfType(S3Resources.BucketNotification))
        {
            Declare(notification);
        }

        await PutObjectsAsync(cancellationToken);
        _server = await S3Server.StartAsync(
            new S3ServerOptions(Buckets, _access, _stack.Region, _clock)
            {
                Keys = _keys,
                Called = (operation, bucket, caller) => _meter.Count(S3Usage.Service, operation, bucket, caller),
                OnNotImplemented = _problems.AddNotImplemented,
                OnFailure = failure => _problems.Add($"The twin's S3 failed: {failure.Message}"),
            },
            cancellationToken);
        _server.ObjectCreated += (_, created) => Deliver(created);
        _endpoints.Add("S3", _server.Endpoint);
    }

    /// <summary>Applies the lifecycle rules once for the last midnight: rules that were due at earlier ones are due
    /// then too.</summary>
    public void RunUntil(DateTimeOffset time)
    {
        var midnight = new DateTimeOffset(time.UtcDateTime.Date, TimeSpan.Zero);
        if (midnight <= _lifecycleDone)
        {
            return;
        }

        _lifecycleDone = midnight;
        foreach (var outcome in Buckets.ApplyLifecycle(midnight))
        {
            _timeline.Add(
                TimelineSource.S3,
                $"{outcome.Bucket}, by its lifecycle rules: {outcome.Expired} objects expired, {outcome.Moved} moved "
                + $"to another class, {outcome.Removed} old versions removed");
        }
    }

    public Task<bool> CompletePendingAsync(CancellationToken cancellationToken) =>
        _undelivered.TryPeek(out var undelivered)
            ? throw new RunFailedException(undelivered.Message)
            : Task.FromResult(false);

    public void CountUsage(Meter meter) => S3Usage.Count(Buckets.Buckets, _stack, meter);

    public async ValueTask DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        Buckets.Dispose();
    }

    private void Declare(DeclaredResource notification)
    {
        var bucket = notification.Text("bucket");
        var functions = notification.Parts("lambdaFunctions").Select((target, index) => new LambdaNotification(
            target.OptionalText("id") ?? $"{notification.Name}-{index}",
            target.Text("lambdaFunctionArn"),
            target.Texts("events"),
            target.OptionalText("filterPrefix") ?? "",
            target.OptionalText("filterSuffix") ?? "")).ToList();

        // S3 tests each function when the configuration is created.
        foreach (var function in functions)
        {
            if (_lambda.Refusal(function.FunctionArn, Principal, ArnOf(bucket), _stack.AccountId) is { } because)
            {
                throw new RunFailedException(
                    $"{notification.Title}: S3 is unable to validate the destination {function.FunctionArn}. "
                    + because);
            }
        }

        _notifications.Declare(bucket, functions, notification.Flag("eventbridge"));
    }

    // Written with the deploying session, before the run begins: no event is raised for them.
    private async Task PutObjectsAsync(CancellationToken cancellationToken)
    {
        foreach (var declared in _stack.OfType(S3Resources.BucketObject))
        {
            var (bucket, key) = (declared.Text("bucket"), declared.Text("key"));
            try
            {
                var encryption = Buckets.Get(bucket).Settings.Encryption;
                RequestBody.ExpectChecked(Buckets.Get(bucket), HasChecksum(declared));
                Access.ExpectObject(_access.Deployer, "s3:PutObject", bucket, key, S3Access.WriteContext());
                Access.ExpectEncryption(_access.Deployer, encryption, bucket);
                await Buckets.PutAsync(
                    bucket,
                    key,
                    declared.OptionalText("contentBase64") is { } base64
                        ? Convert.FromBase64String(base64)
                        : Encoding.UTF8.GetBytes(declared.OptionalText("content") ?? ""),
                    declared.OptionalText("contentType"),
                    encryption,
                    cancellationToken);
            }
            catch (S3Exception refused)
            {
                throw new RunFailedException($"{declared.Title}: {refused.Message}");
            }
        }
    }

    private static bool HasChecksum(DeclaredResource declared) => declared.OptionalText("checksumAlgorithm") switch
    {
        null => false,
        var algorithm when ChecksumAlgorithm.All.ContainsKey(algorithm) => true,
        var other => throw new RunFailedException($"{declared.Title}: S3 has no checksum algorithm '{other}'."),
    };

    // Runs on the thread that responds to the PUT, so that the work that follows has begun before the writer continues.
    private void Deliver(ObjectCreated created)
    {
        try
        {
            for (var times = Deliveries(created); times > 0; times--)
            {
                foreach (var delay in _trouble.Deliveries(created.Key))
                {
                    _late.DeliverAsync(delay, () => DeliverAsync(created)).GetAwaiter().GetResult();
                }
            }
        }
        catch (Exception undelivered)
        {
            _undelivered.Enqueue(undelivered);
        }
    }

    private async Task DeliverAsync(ObjectCreated created)
    {
        foreach (var target in _notifications.TargetsOf(created))
        {
            _timeline.Add(TimelineSource.S3, $"{Shortened(created.Key)} → {_lambda.NameOf(target.FunctionArn)}");
            await _lambda.InvokeForServiceAsync(
                target.FunctionArn,
                Principal,
                ArnOf(created.Bucket),
                _stack.AccountId,
                _message.ToNotification(created, target.Id));
        }

        if (_notifications.SendsToEventBridge(created.Bucket))
        {
            _meter.Count(EventBridgeUsage.Service, EventBridgeUsage.OptInEvent, created.Bucket);
            await _events.PutAsync(_message.ToEventBridge(created));
        }
    }

    // A line of the timeline fits on a terminal; the beginning and the end of a key are its most useful parts.
    private static string Shortened(string key) => key.Length <= 64 ? key : $"{key[..40]}…{key[^23..]}";

    private static string ArnOf(string bucket) => $"arn:aws:s3:::{bucket}";
}

/// <summary>The folder that contains a folder for each bucket, and each object as a file.</summary>
public sealed record BucketsFolder(string Path);
