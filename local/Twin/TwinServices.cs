using System.Collections.Concurrent;
using System.Collections.Immutable;
using Local.Declaration;
using Local.Iam;
using Local.Metering;
using Local.S3;
using Local.Sns;
using Local.Sqs;
using Local.Ssm;

namespace Local.Twin;

/// <summary>What the functions talk to: IAM, S3, Parameter Store and the queues, from their declarations.</summary>
internal sealed class TwinServices : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, bool> _problems = [];
    private readonly BucketStore _buckets;

    private TwinServices(DeclaredStack stack, string bucketsRoot, TimeProvider clock)
    {
        Access = DeclaredAccess.Of(stack);

        _buckets = DeclaredStorage.Of(stack, bucketsRoot, clock);

        Queues = stack.OfType(ResourceTypes.Queue).ToImmutableDictionary(
            queue => queue.Arn, queue => new MessageQueue(queue.PhysicalName, queue.Arn, Access, clock));
        Topics = DeclaredTopics.Of(stack, Access, clock);
    }

    public AccessControl Access { get; }

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
        void Lacks(string what) =>
            services._problems.TryAdd($"The twin was asked for what it does not have: {what}", true);

        await DeclaredStorage.PutObjectsAsync(stack, services._buckets, cancellationToken);
        services.S3 = await S3Server.StartAsync(
            new S3ServerOptions(services._buckets, services.Access, stack.Region, clock)
            {
                Called = (operation, bucket, caller) => meter.Count(MeteredService.S3, operation, bucket, caller),
                OnNotImplemented = Lacks,
                OnFailure = failure => services._problems.TryAdd($"The twin's S3 failed: {failure.Message}", true),
            },
            cancellationToken);

        var values = new ParameterStore(clock);
        foreach (var parameter in stack.OfType(ResourceTypes.Parameter))
        {
            values.Put(parameter.PhysicalName, parameter.Text("type"), parameter.Text("value"));
        }

        services.Parameters = await ParameterServer.StartAsync(
            new ParameterServerOptions(values, services.Access, stack.Region)
            {
                Called = (operation, caller) => meter.Count(MeteredService.ParameterStore, operation, "", caller),
                OnNotImplemented = Lacks,
            },
            cancellationToken);

        return services;
    }

    /// <summary>Counts what lies in the buckets and the queues.</summary>
    public void CountWhatLies(Meter meter, DeclaredStack stack)
    {
        meter.CountObjects(_buckets.Buckets, stack);
        meter.CountMessages(Queues.Values);
    }

    public async ValueTask DisposeAsync()
    {
        await Parameters.DisposeAsync();
        await S3.DisposeAsync();
        _buckets.Dispose();
    }
}
