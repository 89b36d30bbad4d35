using System.Diagnostics.CodeAnalysis;

namespace DuckDB.NET.Data;

/// <summary>Reads and writes connection strings: a data source, and DuckDB's own settings by their names.</summary>
public class DuckDBConnectionStringBuilder : DbConnectionStringBuilder
{
    /// <summary>The data source for a separate database in memory.</summary>
    public const string InMemoryDataSource = ":memory:";

    /// <summary>The connection string of a separate database in memory.</summary>
    public const string InMemoryConnectionString = "DataSource=:memory:";

    private static readonly string[] DataSourceKeys = ["Data Source", "DataSource"];
    private static readonly HashSet<string> Settings = ReadSettings();

    /// <summary>A path, or <c>:memory:</c>; empty when there is none.</summary>
    public string DataSource
    {
        get
        {
            foreach (var key in DataSourceKeys)
            {
                if (TryGetValue(key, out var value))
                {
                    return value.ToString()!;
                }
            }
            return "";
        }
        set => this[DataSourceKeys[1]] = value;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">DuckDB has no setting of this name.</exception>
    [AllowNull]
    public override object this[string keyword]
    {
        get => base[keyword];
        set
        {
            if (!IsDataSource(keyword) && !Settings.Contains(keyword))
            {
                throw new InvalidOperationException($"Unrecognized connection string property '{keyword}'");
            }

            base[keyword] = value;
        }
    }

    internal static (string DataSource, IReadOnlyDictionary<string, string> Settings) Parse(string connectionString)
    {
        var builder = new DuckDBConnectionStringBuilder { ConnectionString = connectionString };
        var settings = builder.Cast<KeyValuePair<string, object>>()
            .Where(pair => !IsDataSource(pair.Key))
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString()!, StringComparer.Ordinal);
        settings.TryAdd("duckdb_api", "DuckDB.NET");
        return builder.DataSource is { Length: > 0 } dataSource
            ? (dataSource, settings)
            : throw new InvalidOperationException(
                $"Connection string '{connectionString}' is not valid, missing data source information.");
    }

    private static bool IsDataSource(string keyword) =>
        DataSourceKeys.Contains(keyword, StringComparer.OrdinalIgnoreCase);

    private static unsafe HashSet<string> ReadSettings()
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (nuint i = 0; i < Duck.ConfigCount(); i++)
        {
            if (Duck.GetConfigFlag(i, out var name, out _) == 0)
            {
                names.Add(Duck.Text(name));
            }
        }
        return names;
    }
}
