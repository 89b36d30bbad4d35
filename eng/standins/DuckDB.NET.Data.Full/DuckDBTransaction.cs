namespace DuckDB.NET.Data;

/// <summary>A transaction; it is rolled back if it is disposed of without a commit.</summary>
public class DuckDBTransaction : DbTransaction
{
    private readonly DuckDBConnection _connection;
    private bool _finished;

    /// <summary>Starts a transaction.</summary>
    /// <exception cref="ArgumentException">DuckDB supports snapshot isolation only.</exception>
    public DuckDBTransaction(DuckDBConnection connection, IsolationLevel isolationLevel)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (isolationLevel is not (IsolationLevel.Snapshot or IsolationLevel.Unspecified))
        {
            throw new ArgumentException(
                $"Unsupported isolation level: {isolationLevel}", nameof(isolationLevel));
        }
        _connection = connection;
        IsolationLevel = isolationLevel;
        Execute("BEGIN TRANSACTION;");
    }

    /// <inheritdoc/>
    public override IsolationLevel IsolationLevel { get; }

    /// <inheritdoc/>
    protected override DbConnection DbConnection => _connection;

    /// <inheritdoc/>
    public override void Commit() => Finish("COMMIT;");

    /// <inheritdoc/>
    public override void Rollback() => Finish("ROLLBACK");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && !_finished && _connection.State == ConnectionState.Open)
        {
            Rollback();
        }
    }

    private void Finish(string sql)
    {
        if (_finished)
        {
            throw new InvalidOperationException("Transaction has already been finished.");
        }

        try
        {
            Execute(sql);
            End();
        }
        catch (DuckDBException e) when (e.ErrorType == DuckDBErrorType.Transaction)
        {
            // DuckDB has aborted the transaction, so nothing more can be done in it
            End();
            throw;
        }
    }

    private void End()
    {
        _connection.Transaction = null;
        _finished = true;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
