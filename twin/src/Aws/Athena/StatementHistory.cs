using Twin.Aws.Athena.Results;
using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena;

/// <summary>The statements that have run, in their order, as Athena keeps them in its history.</summary>
internal sealed class StatementHistory(TimeProvider clock)
{
    private readonly ConcurrentQueue<RunStatement> _statements = new();

    public ImmutableArray<RunStatement> Statements => [.. _statements];

    /// <summary>Runs a statement, and keeps it with its answer.</summary>
    public async Task<QueryResult> KeepAsync(string sql, string database, Func<Task<QueryResult>> run)
    {
        var time = clock.GetUtcNow();
        try
        {
            var result = await run();
            _statements.Enqueue(new RunStatement(time, database, sql) { Result = result.WithoutScans() });
            return result;
        }
        catch (AthenaException refused)
        {
            _statements.Enqueue(new RunStatement(time, database, sql) { Error = refused.Message });
            throw;
        }
    }
}

/// <summary>A statement that has run, with its result or its error.</summary>
/// <param name="Time">The time of its start, by the stack's clock.</param>
/// <param name="Database">The database of the tables that it names without one.</param>
public sealed record RunStatement(DateTimeOffset Time, string Database, string Sql)
{
    public QueryResult? Result { get; init; }
    public string? Error { get; init; }
}
