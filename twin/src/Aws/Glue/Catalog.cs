using System.Collections.Concurrent;

namespace Twin.Aws.Glue;

/// <summary>Glue's Data Catalog: databases and their tables, by name, regardless of case.</summary>
public sealed class Catalog
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, CatalogTable>> _databases =
        new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The databases' names, in order.</summary>
    public IReadOnlyList<string> Databases => [.. _databases.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Adds a database, unless it exists.</summary>
    public void AddDatabase(string name) => _databases.TryAdd(name, new(StringComparer.OrdinalIgnoreCase));

    /// <summary>A database's tables, in the order of their names.</summary>
    /// <exception cref="KeyNotFoundException">The database does not exist.</exception>
    public IReadOnlyList<CatalogTable> Tables(string database) =>
        [.. Database(database).Values.OrderBy(table => table.Name, StringComparer.Ordinal)];

    /// <summary>A table, or null if it does not exist.</summary>
    public CatalogTable? Find(string database, string table) =>
        _databases.TryGetValue(database, out var tables) ? tables.GetValueOrDefault(table) : null;

    /// <summary>Adds a table or replaces the one with the same name.</summary>
    /// <exception cref="KeyNotFoundException">The database does not exist.</exception>
    public void Put(string database, CatalogTable table) => Database(database)[table.Name] = table;

    private ConcurrentDictionary<string, CatalogTable> Database(string name) =>
        _databases.TryGetValue(name, out var tables)
            ? tables
            : throw new KeyNotFoundException($"The catalog has no database '{name}'. It has: "
                + $"{string.Join(", ", Databases)}.");
}
