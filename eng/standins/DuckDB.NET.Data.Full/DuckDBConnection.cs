using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace DuckDB.NET.Data;

/// <summary>
/// A connection to a database in memory (<c>DataSource=:memory:</c>, a new one each time) or in a file.
/// </summary>
[SuppressMessage("Design", "CA1063", Justification = "DbConnection has the public Dispose.")]
public class DuckDBConnection : DbConnection
{
    private DatabaseHandle? _database;
    private ConnectionHandle? _connection;

    /// <summary>A connection that is not open yet.</summary>
    public DuckDBConnection(string connectionString) => ConnectionString = connectionString;

    /// <inheritdoc/>
    [AllowNull]
    [DefaultValue("")]
    public override string ConnectionString { get => field; set => field = value ?? ""; }

    /// <inheritdoc/>
    public override string Database => DataSource;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There is no connection string.</exception>
    public override string DataSource => ConnectionString.Length > 0
        ? DuckDBConnectionStringBuilder.Parse(ConnectionString).DataSource
        : throw new InvalidOperationException("Connection string must be specified.");

    /// <inheritdoc/>
    public override unsafe string ServerVersion => Duck.Text(Duck.LibraryVersion());

    /// <inheritdoc/>
    public override ConnectionState State => _connection is null ? ConnectionState.Closed : ConnectionState.Open;

    internal DuckDBTransaction? Transaction { get; set; }

    internal ConnectionHandle Handle => _connection!;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">
    /// The connection is open already, or the connection string is wrong.
    /// </exception>
    /// <exception cref="DuckDBException">DuckDB cannot open the database.</exception>
    public override void Open()
    {
        if (State == ConnectionState.Open)
        {
            throw new InvalidOperationException("Connection is already open.");
        }

        var (dataSource, settings) = DuckDBConnectionStringBuilder.Parse(ConnectionString);
        var database = NET.Native.Database.Open(dataSource, settings);
        if (Duck.Connect(database, out var connection) != 0)
        {
            connection.Dispose();
            database.Dispose();
            throw new DuckDBException("DuckDBConnect failed");
        }
        _database = database;
        _connection = connection;
        OnStateChange(new StateChangeEventArgs(ConnectionState.Closed, ConnectionState.Open));
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The connection is closed already.</exception>
    public override void Close()
    {
        if (State == ConnectionState.Closed)
        {
            throw new InvalidOperationException("Connection is already closed.");
        }

        _connection!.Dispose();
        _database!.Dispose();
        _connection = null;
        OnStateChange(new StateChangeEventArgs(ConnectionState.Open, ConnectionState.Closed));
    }

    /// <inheritdoc/>
    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    /// <summary>A command on this connection, in its transaction if there is one.</summary>
    public new virtual DuckDBCommand CreateCommand() => new() { Connection = this, Transaction = Transaction };

    /// <summary>Creates an appender for a table.</summary>
    public DuckDBAppender CreateAppender(string? schema, string table) => CreateAppender(null, schema, table);

    /// <summary>Creates an appender for a table.</summary>
    /// <exception cref="DuckDBException">There is no such table.</exception>
    public unsafe DuckDBAppender CreateAppender(string? catalog, string? schema, string table)
    {
        EnsureOpen();
        if (Duck.AppenderCreate(Handle, catalog, schema, table, out var appender) != 0)
        {
            using (appender)
            {
                throw new DuckDBException(Duck.Text(Duck.AppenderError(appender)));
            }
        }
        return new DuckDBAppender(appender, string.IsNullOrEmpty(schema) ? table : $"{schema}.{table}");
    }

    internal void EnsureOpen([CallerMemberName] string operation = "")
    {
        if (State != ConnectionState.Open)
        {
            throw new InvalidOperationException($"{operation} requires an open connection");
        }
    }

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => Begin(isolationLevel);

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => CreateCommand();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && State == ConnectionState.Open)
        {
            Close();
        }

        base.Dispose(disposing);
    }

    private DuckDBTransaction Begin(IsolationLevel isolationLevel)
    {
        EnsureOpen("BeginTransaction");
        if (Transaction is not null)
        {
            throw new InvalidOperationException("Already in a transaction.");
        }

        return Transaction = new DuckDBTransaction(this, isolationLevel);
    }
}
