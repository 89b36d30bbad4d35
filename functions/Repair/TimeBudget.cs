using Amazon.Lambda.Core;

namespace Functions.Repair;

/// <summary>
/// The time of an invocation in which another snapshot may be begun: a large one takes minutes, and one that is cut off
/// has been in vain.
/// </summary>
/// <param name="deadline">When nothing more is begun.</param>
internal sealed class TimeBudget(DateTimeOffset deadline, TimeProvider time)
{
    private const double ShareForWork = 0.75;

    public bool IsOver => time.GetUtcNow() >= deadline;

    /// <summary>Three quarters of what the invocation has.</summary>
    /// <param name="most">And no more than this.</param>
    public static TimeBudget Of(ILambdaContext context, TimeProvider time, TimeSpan? most = null)
    {
        var work = context.RemainingTime * ShareForWork;
        return new TimeBudget(time.GetUtcNow() + (most < work ? most.Value : work), time);
    }
}
