using Twin.Aws.Athena.Results;
using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena;

/// <summary>The statements that have run, in their order, as Athena keeps them in its history. Their texts are kept by
/// themselves: they differ little.</summary>
internal sealed class StatementHistory(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly PackedList<string> _texts = [];
    private readonly List<RunStatement> _statements = [];

    public ImmutableArray<RunStatement> Statements
    {
        get
        {
            lock (_lock)
            {
                return [.. _statements.Zip(_texts, (statement, sql) => statement with { Sql = sql })];
            }
        }
    }

    /// <summary>Runs a statement, and keeps it with its answer.</summary>
    public async Task<QueryResult> KeepAsync(string sql, string database, Func<Task<QueryResult>> run)
    {
        var time = clock.GetUtcNow();
        try
        {
            var result = await run();
            Add(sql, new RunStatement(time, database, "") { Result = result.WithoutScans() });
            return result;
        }
        catch (AthenaException refused)
        {
            Add(sql, new RunStatement(time, database, "") { Error = refused.Message });
            throw;
        }
    }

    private void Add(string sql, RunStatement statement)
    {
        lock (_lock)
        {
            _texts.Add(sql);
            _statements.Add(statement);
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
