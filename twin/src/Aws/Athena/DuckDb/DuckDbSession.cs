using DuckDB.NET.Data;

namespace Twin.Aws.Athena.DuckDb;

/// <summary>A database of DuckDB in memory, set up to compute as Athena does.</summary>
internal sealed class DuckDbSession : IDisposable
{
    /// <summary>The most memory of a statement and its tables, and the most that it may put into files then.</summary>
    public const string Memory = "2 GB", Spilled = "20 GB";

    /// <summary>Opens the database.</summary>
    /// <param name="scratch">A folder for files of its own. Statements may read and write files there and in
    /// <paramref name="folder"/> alone.</param>
    public DuckDbSession(string folder, string scratch)
    {
        Connection.Open();
        Run($"""
            SET memory_limit = '{Memory}';
            SET temp_directory = {DirectoryText(Path.Combine(scratch, "spilled"))};
            SET max_temp_directory_size = '{Spilled}';
            SET TimeZone = 'UTC';
            SET ieee_floating_point_ops = true;
            SET default_null_order = 'NULLS_LAST';
            SET preserve_insertion_order = true;
            SET threads = 1; -- Rows without an order come in the same one each time.
            SET allowed_directories = [{DirectoryText(folder)}, {DirectoryText(scratch)}];
            SET enable_external_access = false;
            SET autoinstall_known_extensions = false;
            SET autoload_known_extensions = false;
            """);
        TrinoScalars.Register(Connection);
        // One transaction: a separate one for each statement costs a millisecond or more.
        Run($"BEGIN; {TrinoMacros.Sql} COMMIT;");
    }

    public DuckDBConnection Connection { get; } = new(DuckDBConnectionStringBuilder.InMemoryConnectionString);

    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    public void Run(string sql)
    {
        using var command = new DuckDBCommand(sql, Connection);
        command.ExecuteNonQuery();
    }

    /// <summary>The result of a function of a text.</summary>
    public string Call(string function, string argument)
    {
        using var command = new DuckDBCommand($"SELECT {function}", Connection);
        command.Parameters.Add(new DuckDBParameter("argument", argument));
        return (string)command.ExecuteScalar()!;
    }

    public object? Scalar(string sql)
    {
        using var command = new DuckDBCommand(sql, Connection);
        return command.ExecuteScalar() is var value and not DBNull ? value : null;
    }

    public long Number(string sql) => Convert.ToInt64(Scalar(sql), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The rows of a query. The same array is used for each.</summary>
    /// <param name="isWanted">Decides by the columns whether the rows are wanted; null: they are.</param>
    public IEnumerable<object[]> Rows(string sql, Func<DuckDBDataReader, bool>? isWanted = null)
    {
        using var command = new DuckDBCommand(sql, Connection);
        using var reader = command.ExecuteReader();
        if (isWanted?.Invoke(reader) == false)
        {
            yield break;
        }

        var values = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(values);
            yield return values;
        }
    }

    /// <summary>The names and DuckDB's types of a query's columns.</summary>
    public List<(string Name, string Type)> Describe(string sql) =>
        [.. Rows("DESCRIBE " + sql).Select(row => ((string)row[0], (string)row[1]))];

    public void Dispose() => Connection.Dispose();

    private static string DirectoryText(string folder) => Text(Path.GetFullPath(folder) + Path.DirectorySeparatorChar);
}
