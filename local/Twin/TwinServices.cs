using System.Collections.Concurrent;
using System.Collections.Immutable;
using Local.Aws.Declaration;
using Local.Aws.Iam;
using Local.Aws.Kms;
using Local.Aws.Metering;
using Local.Aws.S3;
using Local.Aws.Sns;
using Local.Aws.Sqs;
using Local.Aws.Ssm;

namespace Local.Twin;

/// <summary>What the functions talk to: IAM, S3, Parameter Store and the queues, from their declarations.</summary>
internal sealed class TwinServices : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, bool> _problems = [];

    private TwinServices(DeclaredStack stack, string bucketsRoot, TimeProvider clock)
    {
        Access = DeclaredAccess.Of(stack);
        Keys = DeclaredKeys.Of(stack, Access, clock);
        S3Access = new S3Access(Access, Keys, stack.Region);
        Buckets = DeclaredStorage.Of(stack, Keys, bucketsRoot, clock);
        Queues = stack.OfType(ResourceTypes.Queue).ToImmutableDictionary(
            queue => queue.Arn, queue => new MessageQueue(queue.PhysicalName, queue.Arn, Access, clock));
        Topics = DeclaredTopics.Of(stack, Access, clock);
    }

    public AccessControl Access { get; }

    public KeyService Keys { get; }

    public BucketStore Buckets { get; }

    /// <summary>What S3 asks IAM and KMS.</summary>
    public S3Access S3Access { get; }

    public S3Server S3 { get; private set; } = null!;

    public ParameterServer Parameters { get; private set; } = null!;

    /// <summary>By ARN.</summary>
    public ImmutableDictionary<string, MessageQueue> Queues { get; }

    public NotificationService Topics { get; }

    /// <summary>What was asked for and the twin does not have, and what went wrong in it.</summary>
    public IEnumerable<string> Problems => _problems.Keys.Order(StringComparer.Ordinal);

    /// <summary>The addresses by the variables that AWS's SDKs read.</summary>
    public IReadOnlyDictionary<string, string> Endpoints => new Dictionary<string, string>
    {
        ["AWS_ENDPOINT_URL_S3"] = S3.Endpoint.AbsoluteUri.TrimEnd('/'),
        ["AWS_ENDPOINT_URL_SSM"] = Parameters.Endpoint.AbsoluteUri.TrimEnd('/'),
    };

    public static async Task<TwinServices> StartAsync(
        DeclaredStack stack,
        string bucketsRoot,
        TimeProvider clock,
        Meter meter,
        CancellationToken cancellationToken)
    {
        var services = new TwinServices(stack, bucketsRoot, clock);
        try
        {
            await services.StartAsync(stack, clock, meter, cancellationToken);
            return services;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    /// <summary>Counts what lies in the buckets and the queues.</summary>
    public void CountWhatLies(Meter meter, DeclaredStack stack)
    {
        meter.CountObjects(Buckets.Buckets, stack);
        meter.CountMessages(Queues.Values);
        meter.CountKeyCalls(Keys.Calls);
    }

    public async ValueTask DisposeAsync()
    {
        // one that was never started is not there
        await (Parameters?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (S3?.DisposeAsync() ?? ValueTask.CompletedTask);
        Buckets.Dispose();
    }

    private async Task StartAsync(
        DeclaredStack stack, TimeProvider clock, Meter meter, CancellationToken cancellationToken)
    {
        void Lacks(string what) => _problems.TryAdd($"The twin was asked for what it does not have: {what}", true);

        await DeclaredStorage.PutObjectsAsync(stack, Buckets, S3Access, Access.Deployer, cancellationToken);
        S3 = await S3Server.StartAsync(
            new S3ServerOptions(Buckets, Access, stack.Region, clock)
            {
                Keys = Keys,
                Called = (operation, bucket, caller) => meter.Count(MeteredService.S3, operation, bucket, caller),
                OnNotImplemented = Lacks,
                OnFailure = failure => _problems.TryAdd($"The twin's S3 failed: {failure.Message}", true),
            },
            cancellationToken);

        Parameters = await ParameterServer.StartAsync(
            DeclaredParameters.Of(stack, Access, Keys, clock) with
            {
                Called = (operation, caller) => meter.Count(MeteredService.ParameterStore, operation, "", caller),
                OnNotImplemented = Lacks,
            },
            cancellationToken);
    }
}
