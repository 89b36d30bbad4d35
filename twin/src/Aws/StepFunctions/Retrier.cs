using System.Collections.Immutable;

namespace Twin.Aws.StepFunctions;

/// <summary>The retries of a state after certain errors.</summary>
/// <param name="Errors">The names of the errors.</param>
/// <param name="Interval">The wait before the first retry.</param>
/// <param name="MaxAttempts">The most retries.</param>
/// <param name="BackoffRate">The factor by which each wait is longer than the one before.</param>
/// <param name="MaxDelay">The longest wait; null: there is none.</param>
internal sealed record Retrier(
    ImmutableArray<string> Errors, TimeSpan Interval, int MaxAttempts, double BackoffRate, TimeSpan? MaxDelay)
{
    // The longest time of an execution: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html.
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    /// <summary>The wait before a retry.</summary>
    /// <param name="earlier">The number of earlier retries.</param>
    public TimeSpan Delay(int earlier) => TimeSpan.FromSeconds(Math.Min(
        Interval.TotalSeconds * Math.Pow(BackoffRate, earlier), (MaxDelay ?? Year).TotalSeconds));
}
