namespace Infra.Workflows.States;

/// <summary>The repetitions of a task after an error.</summary>
/// <param name="ErrorEquals">The errors.</param>
/// <param name="IntervalSeconds">The time before the first repetition.</param>
/// <param name="MaxAttempts">The most repetitions; 0 for none.</param>
/// <param name="BackoffRate">The factor between two times.</param>
/// <param name="MaxDelaySeconds">The longest time before a repetition.</param>
internal sealed record RetryRule(
    ImmutableArray<string> ErrorEquals, int IntervalSeconds, int MaxAttempts, double BackoffRate, int MaxDelaySeconds)
{
    /// <summary>Any error that can be caught
    /// (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html).</summary>
    public const string AnyError = "States.ALL";

    /// <summary>The sum of the times before all repetitions.</summary>
    [JsonIgnore]
    public TimeSpan Delays => TimeSpan.FromSeconds(Enumerable.Range(0, MaxAttempts)
        .Sum(attempt => Math.Min(IntervalSeconds * Math.Pow(BackoffRate, attempt), MaxDelaySeconds)));

    /// <summary>No repetition after one error.</summary>
    public static RetryRule NotAfter(string error) => new([error], 1, 0, 1, 2);

    /// <summary>The repetitions after any error.</summary>
    public static RetryRule Always(int intervalSeconds, int maxAttempts) =>
        new([AnyError], intervalSeconds, maxAttempts, BackoffRate: 2, MaxDelaySeconds: 300);
}

/// <summary>The state that follows an error.</summary>
/// <param name="ErrorEquals">The errors.</param>
/// <param name="ResultPath">The place of the error's name and cause.</param>
/// <param name="Next">The state.</param>
internal sealed record CatchRule(ImmutableArray<string> ErrorEquals, ResultPlace ResultPath, string Next)
{
    /// <summary>The state that follows any error.</summary>
    public static CatchRule Always(ResultPlace place, string next) => new([RetryRule.AnyError], place, next);
}
