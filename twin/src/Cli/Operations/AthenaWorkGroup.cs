using Twin.Aws.Athena;
using Twin.Aws.Athena.Results;

namespace Twin.Cli.Operations;

internal sealed class AthenaWorkGroup(AwsCli aws, string name, TimeProvider clock)
{
    private ImmutableArray<NamedQueryDeclaration>? _saved;

    // AthenaError.ErrorCategory: 1 is Athena, 2 the caller, 3 anything else.
    private const int CallersError = 2;

    // The most that BatchGetNamedQuery takes.
    private const int MaxInBatch = 50;

    // The most rows that one call of the CLI gives: its answer is held in memory as a whole.
    private const int RowsInCall = 10_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public string Name => name;

    /// <summary>The named queries with these names, by name.</summary>
    /// <remarks>A changed one is replaced, so no id is kept. The group also has what people save in it.</remarks>
    public async Task<ImmutableArray<NamedQueryDeclaration>> NamedQueriesAsync(
        IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
    [
        .. (_saved ??= await SavedAsync(cancellationToken))
            .Where(query => names.Contains(query.Name))
            .DistinctBy(query => query.Name)
            .OrderBy(query => query.Name, StringComparer.Ordinal),
    ];

    public async Task<NamedQueryDeclaration> NamedQueryAsync(string query, CancellationToken cancellationToken) =>
        await NamedQueriesAsync([query], cancellationToken) is [var found]
            ? found
            : throw new RunFailedException($"The work group {name} has no named query {query}: pulumi up makes it.");

    /// <summary>Starts a query and waits for its end. A query that is not waited for any longer is stopped.</summary>
    /// <param name="database">The database of the tables that the query names without one.</param>
    public async Task<EndedQuery?> RunAsync(
        string sql, string database, TimeSpan limit, CancellationToken cancellationToken)
    {
        var id = await StartAsync(sql, database, cancellationToken);
        EndedQuery? ended = null;
        try
        {
            return ended = await Polling.UntilAsync(
                () => EndOfAsync(id, cancellationToken), Pause, limit, clock, cancellationToken);
        }
        finally
        {
            if (ended is null)
            {
                await StopAsync(id);
            }
        }
    }

    /// <param name="query">A query that has succeeded.</param>
    public async Task<QueryResult> ResultAsync(
        EndedQuery query, CancellationToken cancellationToken, int? most = null)
    {
        ImmutableArray<ResultColumn> columns = [];
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<object?>>();
        string? token = null;
        do
        {
            // The first row has the names of the columns.
            var missing = most is { } all ? Math.Min(all + 1 - rows.Count, RowsInCall) : RowsInCall;
            var answer = await aws.RunAsync(
                [
                    "athena", "get-query-results", "--query-execution-id", query.Id,
                    "--max-items", missing.ToString(CultureInfo.InvariantCulture),
                    .. token is null ? Array.Empty<string>() : ["--starting-token", token],
                ],
                cancellationToken);
            var result = answer.GetProperty("ResultSet");
            var page = result.Array("Rows").Select(row => Row(row).ToImmutableArray());
            if (token is null)
            {
                columns = [.. result.GetProperty("ResultSetMetadata").Array("ColumnInfo").Select(Column)];
                page = WithoutNames(page, columns);
            }

            rows.AddRange(page);
            token = answer.Text("NextToken");
        }
        while (token is not null && (most is null || rows.Count < most));
        return new QueryResult(columns, [.. rows.Take(most ?? rows.Count)]);
    }

    private async Task<ImmutableArray<NamedQueryDeclaration>> SavedAsync(CancellationToken cancellationToken)
    {
        var listed = await aws.RunAsync(["athena", "list-named-queries", "--work-group", name], cancellationToken);
        var queries = ImmutableArray.CreateBuilder<NamedQueryDeclaration>();
        foreach (var batch in listed.Array("NamedQueryIds").Select(id => id.GetString()!).Chunk(MaxInBatch))
        {
            var answer = await aws.RunAsync(
                ["athena", "batch-get-named-query", "--named-query-ids", .. batch], cancellationToken);
            queries.AddRange(answer.Array("NamedQueries").Select(NamedQuery));
        }

        return queries.ToImmutable();
    }

    private static NamedQueryDeclaration NamedQuery(JsonElement query) => new(
        query.Text("Name")!,
        query.Text("Description") ?? "",
        query.Text("Database")!,
        query.Text("WorkGroup"),
        query.Text("QueryString")!);

    private static ResultColumn Column(JsonElement column) =>
        new(column.Text("Label") ?? column.Text("Name")!, column.Text("Type") ?? "varchar");

    // A value without a text is NULL.
    private static IEnumerable<object?> Row(JsonElement row) =>
        row.Array("Data").Select(value => value.Text("VarCharValue"));

    // SHOW and DESCRIBE give no row with the names.
    private static IEnumerable<ImmutableArray<object?>> WithoutNames(
        IEnumerable<ImmutableArray<object?>> rows, ImmutableArray<ResultColumn> columns) =>
        rows.Skip(rows.FirstOrDefault() is { IsDefault: false } first
            && first.SequenceEqual(columns.Select(column => column.Name)) ? 1 : 0);

    private async Task<string> StartAsync(string sql, string database, CancellationToken cancellationToken)
    {
        // A query may be longer than a command line.
        var file = aws.PathOf("query.sql");
        await File.WriteAllTextAsync(file, sql, cancellationToken);
        try
        {
            var started = await aws.RunAsync(
                [
                    "athena", "start-query-execution", "--query-string", $"file://{file}",
                    "--work-group", name, "--query-execution-context", $"Database={database}",
                ],
                cancellationToken);
            return started.Text("QueryExecutionId")!;
        }
        catch (RunFailedException refused)
            when (refused.Message.Contains("(InvalidRequestException)", StringComparison.Ordinal))
        {
            throw new InputException(refused.Message, refused);
        }
    }

    private async Task<EndedQuery?> EndOfAsync(string id, CancellationToken cancellationToken)
    {
        var told = (await aws.RunAsync(
            ["athena", "get-query-execution", "--query-execution-id", id], cancellationToken))
            .GetProperty("QueryExecution");
        var status = told.GetProperty("Status");
        return status.Text("State") is not (null or "QUEUED" or "RUNNING") and var state
            ? new EndedQuery(
                id,
                state,
                status.Text("StateChangeReason") ?? "",
                status.Find("AthenaError")?.Find("ErrorCategory")?.GetInt32() == CallersError,
                told.Find("Statistics")?.Find("DataScannedInBytes")?.GetInt64() ?? 0)
            : null;
    }

    private async Task StopAsync(string id)
    {
        try
        {
            await aws.RunAsync(
                ["athena", "stop-query-execution", "--query-execution-id", id], CancellationToken.None);
        }
        catch (RunFailedException)
        {
            // The limit on the bytes that a query may read bounds its cost.
        }
    }
}

/// <param name="State">The state: <c>SUCCEEDED</c>, <c>FAILED</c> or <c>CANCELLED</c>.</param>
/// <param name="Reason">Athena's reason for the state; empty if it gives none.</param>
/// <param name="IsCallersError">True if Athena says that the query is wrong, and not that Athena failed.</param>
/// <param name="Scanned">The bytes that it read.</param>
internal sealed record EndedQuery(string Id, string State, string Reason, bool IsCallersError, long Scanned)
{
    public bool HasSucceeded => State == "SUCCEEDED";
}
