using Local.Aws.Metering;

namespace Local.Aws.Hosting;

/// <summary>A service that runs in the twin.</summary>
public interface IRunningService
{
    /// <summary>Starts the service, in the order of the modules.</summary>
    /// <exception cref="Declaration.RunFailedException">AWS would refuse what is declared.</exception>
    Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Carries out what is due by the clock before <paramref name="time"/>.</summary>
    void RunUntil(DateTimeOffset time)
    {
    }

    /// <summary>Waits for the work that is under way, and begins what waits for its end.</summary>
    /// <returns><c>true</c> if other services may have work again; otherwise, <c>false</c>.</returns>
    Task<bool> CompletePendingAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Counts what is billed by what there is, not by what was done.</summary>
    void CountUsage(Meter meter)
    {
    }
}
