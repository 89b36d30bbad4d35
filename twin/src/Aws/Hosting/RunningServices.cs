using Microsoft.Extensions.DependencyInjection;

namespace Twin.Aws.Hosting;

/// <summary>Registers the services that run.</summary>
public static class RunningServices
{
    /// <summary>Adds a running service, whose constructor arguments are the other registered types.</summary>
    public static IServiceCollection AddRunning<T>(this IServiceCollection services)
        where T : class, IRunningService =>
        services.AddSingleton<T>().AddSingleton(new Registration(provider => provider.GetRequiredService<T>()));

    /// <summary>The running services, in the order in which they were added.</summary>
    public static IEnumerable<IRunningService> GetRunning(this IServiceProvider provider) =>
        provider.GetServices<Registration>().Select(running => running.Resolve(provider));

    // A second registration of the service itself would make the container dispose of it twice.
    private sealed record Registration(Func<IServiceProvider, IRunningService> Resolve);
}
