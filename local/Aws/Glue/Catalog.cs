using System.Collections.Concurrent;

namespace Local.Aws.Glue;

/// <summary>Glue's data catalog: databases and their tables, by names without regard to case.</summary>
public sealed class Catalog
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, CatalogTable>> _databases =
        new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The databases' names, in order.</summary>
    public IReadOnlyList<string> Databases => [.. _databases.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Declares a database; nothing happens when it is there.</summary>
    public void AddDatabase(string name) => _databases.TryAdd(name, new(StringComparer.OrdinalIgnoreCase));

    /// <summary>A database's tables, in the order of their names.</summary>
    /// <exception cref="KeyNotFoundException">There is no such database.</exception>
    public IReadOnlyList<CatalogTable> Tables(string database) =>
        [.. Database(database).Values.OrderBy(table => table.Name, StringComparer.Ordinal)];

    /// <summary>A table, or null when there is none.</summary>
    public CatalogTable? Find(string database, string table) =>
        _databases.TryGetValue(database, out var tables) ? tables.GetValueOrDefault(table) : null;

    /// <summary>Adds a table, or replaces the one with its name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such database.</exception>
    public void Put(string database, CatalogTable table) => Database(database)[table.Name] = table;

    private ConcurrentDictionary<string, CatalogTable> Database(string name) =>
        _databases.TryGetValue(name, out var tables)
            ? tables
            : throw new KeyNotFoundException($"The catalog has no database '{name}'. It has: "
                + $"{string.Join(", ", Databases)}.");
}
