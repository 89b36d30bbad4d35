using Functions.Lake;
using Twin.Cli.Operations;

namespace Twin.Cli.Verification;

/// <summary>Waits for the publication that the extraction has requested, and looks for the partitions of the newest
/// day.</summary>
internal sealed class PublicationCheck(VerifyTarget target, VerificationReport report, TimeProvider clock)
{
    // It waits for the tables; each statement takes some seconds.
    private static readonly TimeSpan MaxPublicationTime = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    // The clock of this machine may differ from that of AWS.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private readonly DateTimeOffset _begun = clock.GetUtcNow();

    /// <summary>Looks at the execution that began since this was created; without a run, at the last one.</summary>
    public async Task RunAsync(ImmutableArray<SnapshotMarker> markers, CancellationToken cancellationToken)
    {
        await report.CheckAsync("publication", () => PublicationAsync(markers, cancellationToken));
        await report.CheckAsync("partitions", () => PartitionsAsync(markers, cancellationToken));
    }

    private async Task<CheckResult> PublicationAsync(
        ImmutableArray<SnapshotMarker> markers, CancellationToken cancellationToken)
    {
        if (target.IsReadOnly)
        {
            return await LastAsync(cancellationToken) is { } last
                ? await ResultOfAsync(last, cancellationToken)
                : CheckResult.Skipped($"--read-only starts none, and there was none yet");
        }

        if (markers.IsEmpty)
        {
            return CheckResult.Skipped($"there is no marker, and so nothing to publish");
        }

        var ended = await Polling.UntilAsync(
            () => EndedAsync(cancellationToken), Pause, MaxPublicationTime, clock, cancellationToken);
        return ended is null
            ? CheckResult.Failed(
                $"none has started and ended in {MaxPublicationTime.TotalMinutes} minutes",
                "Open the state machine in the console (the output Console has the address), and see whether a request "
                + "waits in the failure queue.")
            : await ResultOfAsync(ended, cancellationToken);
    }

    private async Task<CheckResult> ResultOfAsync(ListedExecution execution, CancellationToken cancellationToken)
    {
        if (execution.Status == "RUNNING")
        {
            return CheckResult.Skipped($"{execution.Name} is under way since {execution.Started:u}");
        }

        var described = await target.Aws.RunAsync(
            ["stepfunctions", "describe-execution", "--execution-arn", execution.Arn], cancellationToken);
        if (execution.Status != "SUCCEEDED")
        {
            return CheckResult.Failed(
                $"{execution.Name}: {execution.Status}: {described.Text("error")}: {described.Text("cause")}",
                "Open the execution in the console: the name of the state that failed says what it did.");
        }

        return described.Time("stopDate") is { } stopped
            ? CheckResult.Ok($"{execution.Name} has ended well after {(stopped - execution.Started).TotalSeconds:0} s")
            : CheckResult.Ok($"{execution.Name} has ended well");
    }

    private async Task<ListedExecution?> EndedAsync(CancellationToken cancellationToken) =>
        await LastAsync(cancellationToken) is { } last
        && last.Status != "RUNNING"
        && last.Started >= _begun - Tolerance
            ? last
            : null;

    // The list begins with the execution that was started last.
    private async Task<ListedExecution?> LastAsync(CancellationToken cancellationToken)
    {
        var answer = await target.Aws.RunAsync(
            [
                "stepfunctions", "list-executions", "--state-machine-arn", target.Publication, "--max-items", "1",
            ],
            cancellationToken);
        foreach (var execution in answer.Array("executions"))
        {
            return new ListedExecution(
                execution.GetProperty("executionArn").GetString()!,
                execution.GetProperty("name").GetString()!,
                execution.GetProperty("status").GetString()!,
                execution.Time("startDate") ?? throw new KeyNotFoundException("startDate"));
        }

        return null;
    }

    private async Task<CheckResult> PartitionsAsync(
        ImmutableArray<SnapshotMarker> markers, CancellationToken cancellationToken)
    {
        if (markers.IsEmpty)
        {
            return CheckResult.Skipped($"there is no marker");
        }

        var day = markers.Max(found => found.SnapshotDate).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var missing = new List<string>();
        foreach (var table in Tables.All)
        {
            var partition = await target.Aws.FindAsync(
                [
                    "glue", "get-partition", "--database-name", target.Database, "--table-name", table.Name,
                    "--partition-values", day,
                ],
                ["EntityNotFoundException"],
                cancellationToken);
            if (partition is null)
            {
                missing.Add(table.Name);
            }
        }

        if (missing.Count == 0)
        {
            return CheckResult.Ok($"{Tables.All.Length} tables have one for {day}");
        }

        return target.IsReadOnly
            ? CheckResult.Skipped($"none for {day} yet in {string.Join(", ", missing)}: a publication registers them")
            : CheckResult.Failed(
                $"none for {day} in {string.Join(", ", missing)}",
                "The execution of the publication has not registered the day for engines that read partitions from the "
                + "catalog: its state 'Register the partitions' says why.");
    }

    private sealed record ListedExecution(string Arn, string Name, string Status, DateTimeOffset Started);
}
