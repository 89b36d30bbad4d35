using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using Local.Glue;

namespace Local.Athena;

/// <summary>
/// Answers queries in the SQL of Athena's engine 3 over the tables of a catalog and their files, with DuckDB. The rows
/// are those of the moment at which the engine was opened.
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

    private AthenaEngine(Catalog catalog, TimeProvider time)
    {
        _catalog = catalog;
        _time = time;
    }

    /// <summary>Reads every table of the catalog.</summary>
    /// <param name="catalog">The tables.</param>
    /// <param name="bucketsRoot">The folder that holds a folder for each bucket.</param>
    /// <param name="time">Says what <c>current_date</c> is.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
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

    /// <summary>Answers a query.</summary>
    /// <param name="sql">SELECT, WITH, VALUES, SHOW TABLES, SHOW COLUMNS, SHOW DATABASES or DESCRIBE.</param>
    /// <param name="database">The Glue database of the tables that the query names without one.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="AthenaException">
    /// The query is wrong, fails, or has something that the twin does not know to do as Athena does.
    /// </exception>
    public QueryResult Execute(string sql, string database, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sql);
        cancellationToken.ThrowIfCancellationRequested();
        var text = WithoutEnd(sql);
        return CatalogStatement.TryExecute(text, database, _catalog) ?? Select(text, database, cancellationToken);
    }

    /// <summary>Forgets the rows.</summary>
    public void Dispose() => _connection.Dispose();

    private void Load(string bucketsRoot, CancellationToken cancellationToken)
    {
        _connection.Open();
        Run(Settings);
        Run(TrinoMacros.Sql);
        foreach (var database in _catalog.Databases)
        {
            Run($"CREATE SCHEMA IF NOT EXISTS {TableLoader.Quoted(database)}");
            foreach (var table in _catalog.Tables(database).Where(table => table.SerDe == CatalogTable.OpenCsv))
                TableLoader.Load(_connection, database, table, bucketsRoot, cancellationToken);
        }
    }

    /// <summary>Athena takes one statement, and a semicolon after it.</summary>
    private static string WithoutEnd(string sql)
    {
        var tokens = SqlTokens.Of(sql);
        if (tokens.IsEmpty)
            throw new AthenaException("the query is empty");
        var end = tokens.FirstOrDefault(token => token.Text == ";");
        if (end.Text is null)
            return sql;
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
            var statement = Parse(sql);
            var names = new TrinoDialect(sql, _catalog, database, _time.GetUtcNow()).Translate(
                statement["statements"]![0]!.AsObject());
            var translated = (string)Scalar("SELECT json_deserialize_sql(CAST($json AS JSON))", statement.ToJsonString())!;
            return Read(translated, names);
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

    private JsonObject Parse(string sql)
    {
        if (SqlTokens.Of(sql)[0] is var first && !(first.Is("select") || first.Is("with") || first.Is("values")
            || first.Text == "("))
        {
            throw new AthenaException(
                $"the twin runs queries only (SELECT, WITH, SHOW TABLES, DESCRIBE), not {first.Text.ToUpperInvariant()}",
                SqlPosition.Of(sql, first.Start));
        }
        var tree = JsonNode.Parse((string)Scalar("SELECT CAST(json_serialize_sql(CAST($json AS VARCHAR)) AS VARCHAR)", sql)!)!.AsObject();
        if (!tree.Has("error"))
            return tree;
        throw new AthenaException(
            tree.Text("error_message"),
            long.TryParse(tree.Text("position"), out var at) ? SqlPosition.OfByte(sql, at) : null);
    }

    private object? Scalar(string sql, string argument)
    {
        using var command = new DuckDBCommand(sql, _connection);
        command.Parameters.Add(new DuckDBParameter("json", argument));
        return command.ExecuteScalar();
    }

    private QueryResult Read(string sql, ImmutableArray<string?> names)
    {
        var types = new List<(string Name, string Type)>();
        using (var describe = new DuckDBCommand("DESCRIBE " + sql, _connection))
        using (var reader = describe.ExecuteReader())
        {
            while (reader.Read())
                types.Add((reader.GetString(0), reader.GetString(1)));
        }
        var given = Expand(names, [.. types.Select(column => column.Name)]);
        var columns = given.Select((name, i) => new ResultColumn(name, AthenaType.Of(name, types[i].Type)));
        return new QueryResult([.. columns], [.. Rows(sql)]);
    }

    /// <summary>Puts the names that a <c>*</c> stands for in its place.</summary>
    private static ImmutableArray<string> Expand(ImmutableArray<string?> names, ImmutableArray<string> all)
    {
        var stars = names.Count(name => name is null);
        // more than one star: nobody knows where the first one ends
        if (stars > 1)
            return all;
        var expanded = ImmutableArray.CreateBuilder<string>();
        foreach (var name in names)
        {
            if (name is not null)
                expanded.Add(name);
            else
                expanded.AddRange(all.Skip(expanded.Count).Take(all.Length - names.Length + 1));
        }
        return expanded.ToImmutable();
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
