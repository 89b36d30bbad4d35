using Amazon.Lambda.Core;

namespace Functions.Hosting;

/// <summary>
/// Ends the work shortly before Lambda would end the process, so that there is time to say how far it came.
/// </summary>
internal static class Deadline
{
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(5);

    public static CancellationTokenSource Of(ILambdaContext context, TimeProvider time)
    {
        var remaining = context.RemainingTime;
        return new CancellationTokenSource(remaining > Reserve * 2 ? remaining - Reserve : remaining / 2, time);
    }
}
