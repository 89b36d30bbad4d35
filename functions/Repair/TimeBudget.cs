using Amazon.Lambda.Core;

namespace Functions.Repair;

/// <summary>The time of an invocation in which another snapshot may begin. A large one takes minutes, and one that is
/// cut short is wasted.</summary>
/// <param name="deadline">The time after which no snapshot begins.</param>
internal sealed class TimeBudget(DateTimeOffset deadline, TimeProvider time)
{
    private const double ShareForWork = 0.75;

    public bool IsOver => time.GetUtcNow() >= deadline;

    /// <summary>Three quarters of the invocation's remaining time.</summary>
    /// <param name="most">The most time; null for no limit.</param>
    public static TimeBudget From(ILambdaContext context, TimeProvider time, TimeSpan? most = null)
    {
        var work = context.RemainingTime * ShareForWork;
        return new TimeBudget(time.GetUtcNow() + (most < work ? most.Value : work), time);
    }
}
