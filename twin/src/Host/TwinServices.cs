using Infra.Components;
using Microsoft.Extensions.DependencyInjection;
using Twin.Aws;
using Twin.Aws.CloudWatch;
using Twin.Aws.EventBridge;
using Twin.Aws.Hosting;
using Twin.Aws.Lambda;
using Twin.Aws.Metering;
using Twin.Aws.S3;
using Twin.Declaration;
using Twin.Host.Runs;

namespace Twin.Host;

/// <summary>The running services of a stack. Disposing of this stops them.</summary>
public sealed class TwinServices : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    private TwinServices(ServiceProvider provider) => _provider = provider;

    /// <summary>The services, in the order of the modules.</summary>
    public IEnumerable<IRunningService> Running => _provider.GetRunning();

    /// <inheritdoc cref="StartAsync(DeclaredStack, string, VirtualClock, Timeline, TwinOptions, CancellationToken)"/>
    public static Task<TwinServices> StartAsync(
        DeclaredStack stack,
        string bucketsRoot,
        VirtualClock clock,
        Timeline timeline,
        CancellationToken cancellationToken) =>
        StartAsync(stack, bucketsRoot, clock, timeline, new TwinOptions(), cancellationToken);

    /// <summary>Starts every service that the stack needs.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="bucketsRoot">The folder in which each bucket gets a folder and each object a file.</param>
    /// <param name="clock">The stack's time.</param>
    /// <param name="timeline">The timeline to which events are added.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="RunFailedException">AWS would refuse a declaration.</exception>
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
            .AddSingleton(new DeploymentPackage(FunctionPackage.PortablePath))
            .AddSingleton(clock)
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(timeline)
            .AddSingleton(options.Otherwise)
            .AddSingleton(options.Functions)
            .AddSingleton(new PublishedMetrics(AwsModules.All))
            .AddSingleton<Meter>()
            .AddSingleton<TwinProblems>()
            .AddSingleton<ServiceEndpoints>();
        foreach (var module in AwsModules.All)
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

    /// <summary>One of the services, or a type that they share.</summary>
    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
