using Functions.Extract;
using Functions.Metrics;
using Twin.Cli.Operations;

namespace Twin.Cli.Verification;

/// <summary>Looks for the metrics of the extraction, on which most alarms depend.</summary>
internal sealed class MetricCheck(VerifyTarget target, VerificationReport report, TimeProvider clock)
{
    // CloudWatch has them mostly within a minute or two.
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    // The time that is looked at where nothing was started.
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly DateTimeOffset _begun = clock.GetUtcNow();

    /// <summary>Looks at the time since this was created; without a run, at the last week.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        report.CheckAsync("metrics", () => CheckAsync(cancellationToken));

    private async Task<CheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        var settings = await FunctionSettings.ReadAsync(target.Aws, target.ExtractFunction, cancellationToken);
        var stack = settings.Variable(ExtractEnvironment.Stack)
            ?? throw new KeyNotFoundException($"the function has no variable {ExtractEnvironment.Stack}");
        if (target.IsReadOnly)
        {
            return await FindAsync(stack, _begun - Week, Week, cancellationToken) is null
                ? CheckResult.Skipped(
                    $"--read-only starts no run, and there was none in the last {Week.TotalDays} days")
                : CheckResult.Ok($"{LakeMetrics.PlaylistsSettled} in the last {Week.TotalDays} days");
        }

        // Values are stored by the minute in which they were written.
        var since = _begun.AddTicks(-(_begun.Ticks % TimeSpan.TicksPerMinute));
        var found = await Polling.UntilAsync(
            () => FindAsync(stack, since, TimeSpan.FromMinutes(1), cancellationToken),
            Pause,
            MaxDelay,
            clock,
            cancellationToken);
        return found is not null
            ? CheckResult.Ok($"{LakeMetrics.PlaylistsSettled} since {since:u}")
            : CheckResult.Failed(
                $"CloudWatch has no {LakeMetrics.PlaylistsSettled} of {stack} since {since:u}",
                $"If the log of {target.ExtractFunction} has a line with _aws, see metric-lines in "
                + "docs/assumptions.md: the alarms on these metrics do not work. Otherwise the function ended before "
                + "it wrote them.");
    }

    private async Task<IReadOnlyList<JsonElement>?> FindAsync(
        string stack, DateTimeOffset since, TimeSpan period, CancellationToken cancellationToken)
    {
        var answer = await target.Aws.RunAsync(
            [
                "cloudwatch", "get-metric-statistics", "--namespace", LakeMetrics.Namespace,
                "--metric-name", LakeMetrics.PlaylistsSettled,
                "--dimensions", $"Name={LakeMetrics.StackDimension},Value={stack}",
                "--start-time", Text(since), "--end-time", Text(clock.GetUtcNow() + TimeSpan.FromMinutes(1)),
                "--period", period.TotalSeconds.ToString(CultureInfo.InvariantCulture), "--statistics", "SampleCount",
            ],
            cancellationToken);
        return answer.Array("Datapoints").ToList() is { Count: > 0 } found ? found : null;
    }

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
