using Twin.Aws.Metering;

namespace Twin.Aws.Hosting;

/// <summary>A service that runs in the twin.</summary>
public interface IRunningService
{
    /// <summary>Starts the service, in the order of the modules.</summary>
    /// <exception cref="Declaration.RunFailedException">AWS would refuse a declaration.</exception>
    Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Does the work that is due before <paramref name="time"/>.</summary>
    void RunUntil(DateTimeOffset time)
    {
    }

    /// <summary>Waits for the work in progress, and starts work that waits for its end.</summary>
    /// <returns><c>true</c> if other services may have new work; otherwise, <c>false</c>.</returns>
    Task<bool> CompletePendingAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>
    /// The time on the stack's clock until which work waits; null if none does. The clock advances to it once no other
    /// work is in progress.
    /// </summary>
    DateTimeOffset? WaitsUntil => null;

    /// <summary>Counts the use that depends on the state at the end, such as storage, rather than on calls.</summary>
    void CountUsage(Meter meter)
    {
    }
}
