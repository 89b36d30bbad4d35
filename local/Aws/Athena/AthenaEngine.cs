using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using Local.Aws.Glue;

namespace Local.Aws.Athena;

/// <summary>
/// Runs queries in the SQL of Athena's engine 3 over the tables of a catalog and their files, with DuckDB. The rows are
/// those at the time the engine was opened. It runs one query at a time.
/// </summary>
public sealed class AthenaEngine : IDisposable
{
    private const string Settings = """
        SET TimeZone = 'UTC';
        SET ieee_floating_point_ops = true;
        SET default_null_order = 'NULLS_LAST';
        SET enable_external_access = false;
        SET autoinstall_known_extensions = false;
        SET autoload_known_extensions = false;
        """;

    private readonly DuckDBConnection _connection = new(DuckDBConnectionStringBuilder.InMemoryConnectionString);
    private readonly Catalog _catalog;
    private readonly TimeProvider _time;
    private readonly Dictionary<CatalogTable, string> _refusals = new(ReferenceEqualityComparer.Instance);

    private AthenaEngine(Catalog catalog, TimeProvider time)
    {
        _catalog = catalog;
        _time = time;
    }

    /// <summary>Reads every table of the catalog.</summary>
    /// <param name="catalog">The tables.</param>
    /// <param name="bucketsRoot">The folder that contains a folder for each bucket.</param>
    /// <param name="time">The clock of <c>current_date</c>, and of the last day of projected partitions.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static AthenaEngine Open(
        Catalog catalog, string bucketsRoot, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var engine = new AthenaEngine(catalog, time);
        try
        {
            engine.Load(bucketsRoot, cancellationToken);
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Runs a query.</summary>
    /// <param name="sql">SELECT, WITH, VALUES, SHOW TABLES, SHOW COLUMNS, SHOW DATABASES or DESCRIBE.</param>
    /// <param name="database">The Glue database of the tables that the query names without one.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="AthenaException">
    /// The query is wrong, fails, or uses something that the twin cannot run as Athena does.
    /// </exception>
    public QueryResult Execute(string sql, string database, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sql);
        cancellationToken.ThrowIfCancellationRequested();
        var text = WithoutEnd(sql);
        return CatalogStatement.TryExecute(text, database, _catalog) ?? Select(text, database, cancellationToken);
    }

    /// <summary>Determines whether queries can read a table of the catalog.</summary>
    public bool CanRead(CatalogTable table) => !_refusals.ContainsKey(table);

    /// <summary>Releases the rows.</summary>
    public void Dispose() => _connection.Dispose();

    private void Load(string bucketsRoot, CancellationToken cancellationToken)
    {
        _connection.Open();
        Run(Settings);
        // One transaction: a separate one for each statement costs a millisecond or more.
        Run($"BEGIN; {TrinoMacros.Sql} COMMIT;");
        foreach (var database in _catalog.Databases)
        {
            Run($"CREATE SCHEMA IF NOT EXISTS {TableLoader.Quoted(database)}");
            foreach (var table in _catalog.Tables(database))
            {
                Load(database, table, bucketsRoot, cancellationToken);
            }
        }
    }

    // A table that cannot be read fails only the queries that name it.
    private void Load(string database, CatalogTable table, string bucketsRoot, CancellationToken cancellationToken)
    {
        if (TableLoader.RefusalOf(table) is { } refusal)
        {
            _refusals.Add(table, refusal);
            return;
        }
        try
        {
            TableLoader.Load(_connection, database, table, bucketsRoot, _time.GetUtcNow(), cancellationToken);
        }
        catch (AthenaException unreadable)
        {
            _refusals.Add(table, unreadable.Message);
        }
    }

    /// <summary>Removes the semicolon after the one statement that Athena accepts.</summary>
    private static string WithoutEnd(string sql)
    {
        var tokens = SqlTokens.Of(sql);
        if (tokens.IsEmpty)
        {
            throw new AthenaException("the query is empty");
        }

        var end = tokens.FirstOrDefault(token => token.Text == ";");
        if (end.Text is null)
        {
            return sql;
        }

        return end == tokens[^1]
            ? sql[..end.Start]
            : throw new AthenaException("Athena runs one statement at a time", SqlPosition.Of(sql, end.Start));
    }

    private QueryResult Select(string sql, string database, CancellationToken cancellationToken)
    {
        using var interrupting = new DuckDBCommand("", _connection);
        using var cancellation = cancellationToken.Register(interrupting.Cancel);
        try
        {
            var query = new QueryText(sql);
            var tree = Parse(query);
            var statement = tree["statements"]![0]!.AsObject();
            var names = ResultNames.Of(statement["node"]!.AsObject());
            new ColumnResolution(query, _catalog, database).Check(statement);
            new TrinoDialect(query, _catalog, database, _time.GetUtcNow(), _refusals.GetValueOrDefault)
                .Translate(statement);
            new UnionTypes(part => [.. Describe(Deserialize(part)).Select(column => column.Type)]).Check(statement);
            return Read(Deserialize(statement), names);
        }
        catch (DuckDBException e)
        {
            throw DuckDbMessage.ToAthena(e, sql);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private JsonObject Parse(QueryText query)
    {
        var first = query.Tokens[0];
        if (!Array.Exists(["select", "with", "values", "("], first.Is))
        {
            throw query.Refuse(
                "the twin runs queries only (SELECT, WITH, VALUES, SHOW TABLES, DESCRIBE), not "
                + first.Text.ToUpperInvariant(),
                first);
        }
        TrinoGrammar.CheckText(query);
        var json = Call("CAST(json_serialize_sql(CAST($argument AS VARCHAR)) AS VARCHAR)", query.Sql);
        var tree = JsonNode.Parse(json)!.AsObject();
        return !tree.Has("error")
            ? tree
            : throw new AthenaException(
                tree.Text("error_message"),
                long.TryParse(tree.Text("position"), out var at) ? SqlPosition.OfByte(query.Sql, at) : null);
    }

    private string Deserialize(JsonObject statement)
    {
        var statements = new JsonArray(statement.DeepClone());
        var tree = new JsonObject { ["error"] = false, ["statements"] = statements };
        return Call("json_deserialize_sql(CAST($argument AS JSON))", tree.ToJsonString());
    }

    private string Call(string function, string argument)
    {
        using var command = new DuckDBCommand($"SELECT {function}", _connection);
        command.Parameters.Add(new DuckDBParameter("argument", argument));
        return (string)command.ExecuteScalar()!;
    }

    private QueryResult Read(string sql, ImmutableArray<string?> names)
    {
        var types = Describe(sql);
        var given = ResultNames.Expand(names, [.. types.Select(column => column.Name)]);
        var columns = given.Select((name, i) => new ResultColumn(name, AthenaType.Of(name, types[i].Type)));
        return new QueryResult([.. columns], [.. Rows(sql)]);
    }

    private List<(string Name, string Type)> Describe(string sql)
    {
        var columns = new List<(string Name, string Type)>();
        using var describe = new DuckDBCommand("DESCRIBE " + sql, _connection);
        using var reader = describe.ExecuteReader();
        while (reader.Read())
        {
            columns.Add((reader.GetString(0), reader.GetString(1)));
        }

        return columns;
    }

    private IEnumerable<ImmutableArray<object?>> Rows(string sql)
    {
        using var command = new DuckDBCommand(sql, _connection);
        using var reader = command.ExecuteReader();
        var values = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(values);
            yield return [.. values.Select(AthenaValue.Of)];
        }
    }

    private void Run(string sql)
    {
        using var command = new DuckDBCommand(sql, _connection);
        command.ExecuteNonQuery();
    }
}
