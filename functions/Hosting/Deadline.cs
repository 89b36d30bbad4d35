using Amazon.Lambda.Core;

namespace Functions.Hosting;

/// <summary>The cancellation of an invocation's work, shortly before Lambda ends the process, so that there is time for
/// the report.</summary>
internal static class Deadline
{
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(5);

    public static CancellationTokenSource Create(ILambdaContext context, TimeProvider time) =>
        Create(context.RemainingTime, time);

    public static CancellationTokenSource Create(TimeSpan remaining, TimeProvider time) =>
        new(remaining > Reserve * 2 ? remaining - Reserve : remaining / 2, time);
}
