using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Local.Cli.Operations;

/// <summary>The named queries of a deployed stack, run in its work group.</summary>
/// <param name="aws">The AWS CLI.</param>
/// <param name="workGroup">The work group.</param>
/// <param name="clock">The clock of this machine.</param>
internal sealed class DeployedQueries(AwsCli aws, string workGroup, TimeProvider clock)
{
    /// <summary>The time after which a query is not waited for any longer.</summary>
    public static readonly TimeSpan LongestQuery = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>A named query as it is deployed.</summary>
    public async Task<DeployedQuery> FindAsync(string id, CancellationToken cancellationToken)
    {
        var query = (await aws.RunAsync(
            ["athena", "get-named-query", "--named-query-id", id], cancellationToken)).GetProperty("NamedQuery");
        return new DeployedQuery(
            query.Text("Description") ?? "", query.Text("QueryString") ?? "", query.Text("Database") ?? "");
    }

    /// <summary>Runs a query.</summary>
    /// <returns>The ended query; null if it has not ended after <see cref="LongestQuery"/>.</returns>
    public async Task<EndedQuery?> RunAsync(DeployedQuery query, CancellationToken cancellationToken)
    {
        var file = aws.PathOf("query.sql");
        await File.WriteAllTextAsync(file, query.Sql, cancellationToken);
        var started = await aws.RunAsync(
            [
                "athena", "start-query-execution", "--query-string", $"file://{file}",
                "--work-group", workGroup, "--query-execution-context", $"Database={query.Database}",
            ],
            cancellationToken);
        var execution = started.Text("QueryExecutionId")!;
        return await Polling.UntilAsync(
            () => EndOfAsync(execution, cancellationToken), Pause, LongestQuery, clock, cancellationToken);
    }

    /// <summary>The rows of a query that succeeded: the columns' names first, and null for SQL's NULL.</summary>
    /// <param name="ended">The query.</param>
    /// <param name="most">The most rows after the names; null for all.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<ImmutableArray<ImmutableArray<string?>>> RowsAsync(
        EndedQuery ended, int? most, CancellationToken cancellationToken)
    {
        var answer = await aws.RunAsync(
            [
                "athena", "get-query-results", "--query-execution-id", ended.Execution,
                .. most is { } rows
                    ? new[] { "--max-items", (rows + 1).ToString(CultureInfo.InvariantCulture) }
                    : [],
            ],
            cancellationToken);
        return
        [
            .. answer.GetProperty("ResultSet").Array("Rows")
                .Select(row => row.Array("Data").Select(value => value.Text("VarCharValue")).ToImmutableArray()),
        ];
    }

    private async Task<EndedQuery?> EndOfAsync(string execution, CancellationToken cancellationToken)
    {
        var told = (await aws.RunAsync(
            ["athena", "get-query-execution", "--query-execution-id", execution],
            cancellationToken)).GetProperty("QueryExecution");
        var status = told.GetProperty("Status");
        return status.Text("State") is "QUEUED" or "RUNNING" or null
            ? null
            : new EndedQuery(
                execution,
                status.Text("State")!,
                status.Text("StateChangeReason"),
                told.Find("Statistics")?.Find("DataScannedInBytes")?.GetInt64() ?? 0);
    }
}

/// <summary>A named query as it is deployed.</summary>
/// <param name="Question">The question that it answers.</param>
/// <param name="Sql">The SQL.</param>
/// <param name="Database">The database.</param>
internal sealed record DeployedQuery(string Question, string Sql, string Database);

/// <summary>A query that has ended.</summary>
/// <param name="Execution">The id of its execution.</param>
/// <param name="State">The state at its end, for example <c>SUCCEEDED</c>.</param>
/// <param name="Reason">The reason for a failure.</param>
/// <param name="Scanned">The bytes that it read.</param>
internal sealed record EndedQuery(string Execution, string State, string? Reason, long Scanned)
{
    /// <summary>True if it has rows.</summary>
    public bool IsGood => State == "SUCCEEDED";
}
