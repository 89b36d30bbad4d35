using Infra.Components;
using Microsoft.Extensions.DependencyInjection;
using Twin.Aws;
using Twin.Aws.CloudWatch;
using Twin.Aws.EventBridge;
using Twin.Aws.Lambda;
using Twin.Aws.Metering;
using Twin.Aws.S3;
using Twin.Aws.Ssm;
using Twin.Host.Loading;
using Twin.Host.Runs;

namespace Twin.Host;

/// <summary>The running services of a stack. Disposing of this stops them.</summary>
public sealed class TwinServices : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    private TwinServices(ServiceProvider provider) => _provider = provider;

    public IEnumerable<IRunningService> Running => _provider.GetRunning();

    public static Task<TwinServices> StartAsync(
        DeclaredStack stack,
        string bucketsRoot,
        VirtualClock clock,
        Timeline timeline,
        CancellationToken cancellationToken) =>
        StartAsync(stack, bucketsRoot, clock, timeline, new TwinOptions(), cancellationToken);

    public static async Task<TwinServices> StartAsync(
        DeclaredStack stack,
        string bucketsRoot,
        VirtualClock clock,
        Timeline timeline,
        TwinOptions options,
        CancellationToken cancellationToken)
    {
        var reads = new PropertyReads();
        var services = new ServiceCollection()
            .AddSingleton(reads)
            .AddSingleton(stack.Noting(reads))
            .AddSingleton(new BucketsFolder(bucketsRoot))
            .AddSingleton(new DeploymentPackage(FunctionPackage.LocalPath))
            .AddSingleton(clock)
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(timeline)
            .AddSingleton(options.Otherwise)
            .AddSingleton(options.Functions)
            .AddSingleton(options.Trouble)
            .AddRunning<LateEvents>()
            .AddSingleton(new PublishedMetrics(AwsModules.All))
            .AddSingleton<Meter>()
            .AddSingleton<TwinProblems>()
            .AddSingleton<ServiceEndpoints>();
        foreach (var module in TwinModules.All)
        {
            module.Register(services);
        }

        var started = new TwinServices(services.BuildServiceProvider());
        try
        {
            // All are created before the first starts: services add themselves to others when they are created.
            foreach (var service in started.Running.ToList())
            {
                await service.StartAsync(cancellationToken);
            }

            TwinUsersKey.Store(stack, started.Get<SsmService>());

            // Events of the bus start the publication.
            started.Get<EventBridgeService>().TakesEvents = options.Until >= RunStage.Publish;
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}

public sealed record TwinOptions
{
    /// <summary>The undocumented behaviours of which the services play the opposite.</summary>
    public AssumedOtherwise Otherwise { get; init; } = AssumedOtherwise.Nothing;

    /// <summary>The last stage that has work: what would start a later one is dropped.</summary>
    public RunStage Until { get; init; } = RunStage.Query;

    public Trouble Trouble { get; init; } = Trouble.None;

    /// <summary>The runtime of the functions' handlers: processes, in every run of a person.</summary>
    internal IFunctionRuntime Functions { get; init; } = IFunctionRuntime.Processes;
}
