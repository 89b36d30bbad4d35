namespace Twin.Aws.Hosting;

public interface IRunningService
{
    /// <summary>Starts the service, in the order of the modules.</summary>
    Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Does the work that is due before <paramref name="time"/>.</summary>
    void RunUntil(DateTimeOffset time)
    {
    }

    /// <returns><c>true</c> if other services may have new work; otherwise, <c>false</c>.</returns>
    Task<bool> CompletePendingAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>The time for which work waits; null for none. Once nothing else runs, the clock goes there.</summary>
    DateTimeOffset? WaitsUntil => null;

    /// <summary>Counts the use that depends on the state at the end, such as storage, rather than on calls.</summary>
    void CountUsage(Meter meter)
    {
    }
}

public static class RunningServices
{
    public static IServiceCollection AddRunning<T>(this IServiceCollection services)
        where T : class, IRunningService =>
        services.AddSingleton<T>().AddSingleton(new Registration(provider => provider.GetRequiredService<T>()));

    /// <summary>The running services, in the order in which they were added.</summary>
    public static IEnumerable<IRunningService> GetRunning(this IServiceProvider provider) =>
        provider.GetServices<Registration>().Select(running => running.Resolve(provider));

    // A second registration of the service itself would make the container dispose of it twice.
    private sealed record Registration(Func<IServiceProvider, IRunningService> Resolve);
}
