using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace DuckDB.NET.Data;

/// <summary>One or more statements, separated by semicolons.</summary>
public class DuckDBCommand : DbCommand
{
    private readonly DuckDBParameterCollection _parameters = [];
    private DuckDBConnection? _connection;

    /// <summary>A command without a text and a connection.</summary>
    public DuckDBCommand()
    {
    }

    /// <summary>A command without a connection.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The caller's text is what is to be run.")]
    public DuckDBCommand(string commandText) => CommandText = commandText;

    /// <summary>A command that is ready to run.</summary>
    public DuckDBCommand(string commandText, DuckDBConnection connection)
        : this(commandText) => _connection = connection;

    /// <inheritdoc/>
    [AllowNull]
    [DefaultValue("")]
    public override string CommandText { get; set => field = value ?? ""; } = "";

    /// <inheritdoc/>
    public override int CommandTimeout { get; set; }

    /// <inheritdoc/>
    public override CommandType CommandType { get; set; }

    /// <inheritdoc/>
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <summary>The values of the statements' parameters.</summary>
    public new virtual DuckDBParameterCollection Parameters => _parameters;

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => _connection;
        set => _connection = (DuckDBConnection?)value;
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => _parameters;

    /// <inheritdoc/>
    protected override DbTransaction? DbTransaction { get; set; }

    /// <summary>
    /// Cancels the query on this connection, which ends with <see cref="OperationCanceledException"/>.
    /// </summary>
    public override void Cancel()
    {
        if (_connection is { State: ConnectionState.Open })
        {
            Duck.Interrupt(_connection.Handle);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="DuckDBException">DuckDB refuses a statement.</exception>
    public override int ExecuteNonQuery()
    {
        var count = 0;
        foreach (var next in Run())
        {
            var result = next;
            count += (int)Duck.RowsChanged(ref result);
            Duck.DestroyResult(ref result);
        }
        return count;
    }

    /// <inheritdoc/>
    /// <exception cref="DuckDBException">DuckDB refuses a statement.</exception>
    public override object? ExecuteScalar()
    {
        EnsureOpen();
        using var reader = ExecuteReader();
        return reader.Read() ? reader.GetValue(0) : null;
    }

    /// <summary>Runs the first statement that has rows; the next by the reader's NextResult.</summary>
    /// <exception cref="DuckDBException">DuckDB refuses a statement.</exception>
    public new DuckDBDataReader ExecuteReader() => (DuckDBDataReader)base.ExecuteReader();

    /// <inheritdoc/>
    public override void Prepare()
    {
    }

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => new DuckDBParameter();

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        new DuckDBDataReader(this, Run(), behavior);

    private IEnumerable<Duck.Result> Run([CallerMemberName] string operation = "")
    {
        EnsureOpen(operation);
        return Statements.Execute(_connection!.Handle, CommandText, _parameters);
    }

    private void EnsureOpen([CallerMemberName] string operation = "")
    {
        if (_connection is null)
        {
            throw new InvalidOperationException($"{operation} requires an open connection");
        }

        _connection.EnsureOpen(operation);
    }
}
