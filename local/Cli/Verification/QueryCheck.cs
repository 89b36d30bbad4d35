using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Local.Cli.Operations;

namespace Local.Cli.Verification;

/// <summary>Runs each named query as it is deployed, in the stack's work group, and shows its first rows.</summary>
internal sealed class QueryCheck(VerifyTarget target, VerificationReport report, TimeProvider clock)
{
    private const int RowsShown = 3;

    private static readonly TimeSpan LongestQuery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Runs the queries, one after another.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, id) in target.NamedQueries)
        {
            await report.CheckAsync($"query {name}", () => CheckAsync(id, cancellationToken));
        }
    }

    private async Task<Finding> CheckAsync(string id, CancellationToken cancellationToken)
    {
        if (target.IsReadOnly)
        {
            return Finding.Skipped($"--read-only starts no query");
        }

        var query = (await target.Aws.RunAsync(
            ["athena", "get-named-query", "--named-query-id", id], cancellationToken)).GetProperty("NamedQuery");
        var file = target.Aws.PathOf("query.sql");
        await File.WriteAllTextAsync(file, query.Text("QueryString"), cancellationToken);
        var started = await target.Aws.RunAsync(
            [
                "athena", "start-query-execution", "--query-string", $"file://{file}",
                "--work-group", target.WorkGroup, "--query-execution-context", $"Database={query.Text("Database")}",
            ],
            cancellationToken);
        var execution = started.Text("QueryExecutionId")!;
        var ended = await Polling.UntilAsync(
            () => EndOfAsync(execution, cancellationToken), Pause, LongestQuery, clock, cancellationToken);
        return ended switch
        {
            null => Finding.Failed(
                $"it has not ended after {LongestQuery.TotalMinutes} minutes",
                $"Look at it in the history of the work group {target.WorkGroup}."),
            { State: "SUCCEEDED" } => await ResultAsync(execution, ended, cancellationToken),
            _ => Finding.Failed(
                $"{ended.State}: {ended.Reason}",
                $"Correct the cause that Athena names. Run the query yourself in the work group {target.WorkGroup}: "
                + "pulumi stack output Console has its address."),
        };
    }

    private async Task<EndedQuery?> EndOfAsync(string execution, CancellationToken cancellationToken)
    {
        var told = (await target.Aws.RunAsync(
            ["athena", "get-query-execution", "--query-execution-id", execution],
            cancellationToken)).GetProperty("QueryExecution");
        var status = told.GetProperty("Status");
        return status.Text("State") is "QUEUED" or "RUNNING" or null
            ? null
            : new EndedQuery(
                status.Text("State")!,
                status.Text("StateChangeReason"),
                told.Find("Statistics")?.Find("DataScannedInBytes")?.GetInt64() ?? 0);
    }

    private async Task<Finding> ResultAsync(string execution, EndedQuery ended, CancellationToken cancellationToken)
    {
        var answer = await target.Aws.RunAsync(
            [
                "athena", "get-query-results", "--query-execution-id", execution,
                // The first row has the names of the columns.
                "--max-items", (RowsShown + 1).ToString(CultureInfo.InvariantCulture),
            ],
            cancellationToken);
        var rows = answer.GetProperty("ResultSet").Array("Rows")
            .Select(row => row.Array("Data").Select(ValueOf).ToImmutableArray())
            .ToImmutableArray();
        return rows.Length > 1
            ? Finding.Ok($"the first {rows.Length - 1} rows; {ended.Scanned} bytes read") with { Rows = rows }
            : Finding.Ok($"no rows; {ended.Scanned} bytes read");
    }

    private static string ValueOf(JsonElement value) => value.Text("VarCharValue") ?? "";

    private sealed record EndedQuery(string State, string? Reason, long Scanned);
}
