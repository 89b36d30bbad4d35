using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Statements;
using Twin.Aws.Iceberg;

namespace Twin.Aws.Athena.Tables;

/// <summary>The tables of a catalog in DuckDB. A table is read when a statement names it, and of one that was read
/// before only what has changed since.</summary>
internal sealed class EngineTables(DuckDbSession duck, Catalog catalog, string bucketsRoot, TimeProvider time)
{
    private readonly Dictionary<string, LoadedFiles> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (IcebergTable Table, int Version)> _snapshots =
        new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> _definitions = new(StringComparer.OrdinalIgnoreCase);
    private ImmutableHashSet<string> _schemas = [];

    /// <summary>The number of tables that were defined, or defined again with other columns.</summary>
    public int Definitions { get; private set; }

    /// <summary>Makes the rows of a table those of its files now.</summary>
    /// <returns>The reason why it cannot be read; null if it can.</returns>
    public string? Load(string database, CatalogTable table, CancellationToken cancellationToken)
    {
        if (TableLoader.RefusalOf(table) is { } refusal)
        {
            return refusal;
        }

        try
        {
            AddSchemas();
            if (table.Iceberg is null)
            {
                LoadFiles(database, table, cancellationToken);
            }
            else
            {
                LoadSnapshot(database, table, table.Iceberg);
            }

            return null;
        }
        catch (Exception unreadable) when (unreadable is AthenaException or InvalidDataException)
        {
            return unreadable.Message;
        }
    }

    /// <summary>Notes that DuckDB has the rows of a snapshot.</summary>
    public void SetVersion(string database, CatalogTable table, int version) =>
        _snapshots[NameOf(database, table)] = (table.Iceberg!, version);

    /// <summary>Forgets the rows of an Iceberg table.</summary>
    public void Forget(string database, CatalogTable table) => _snapshots.Remove(NameOf(database, table));

    /// <summary>The name of a table in DuckDB's SQL.</summary>
    public static string NameOf(string database, CatalogTable table) =>
        $"{DuckDbSession.Quoted(database)}.{DuckDbSession.Quoted(table.Name)}";

    private void AddSchemas()
    {
        foreach (var database in catalog.Databases.Where(name => !_schemas.Contains(name)))
        {
            duck.Run($"CREATE SCHEMA IF NOT EXISTS {DuckDbSession.Quoted(database)}");
            _schemas = _schemas.Add(database);
        }
    }

    private void LoadFiles(string database, CatalogTable table, CancellationToken cancellationToken)
    {
        var name = NameOf(database, table);
        if (_files.GetValueOrDefault(name) is not { } loaded || !loaded.IsOf(table))
        {
            loaded = new LoadedFiles(duck, database, table);
            Define(name, string.Join(',', table.Columns.Concat(table.PartitionKeys).Select(column => column.Name)));
        }

        // A table that cannot be read is read from the beginning when it is named again.
        _files.Remove(name);
        var folders = TableFiles.Folders(table, time.GetUtcNow());
        loaded.Update(TableFiles.In(folders, bucketsRoot), cancellationToken);
        _files[name] = loaded;
    }

    private void LoadSnapshot(string database, CatalogTable table, IcebergTable iceberg)
    {
        var folder = new IcebergFolder(table, bucketsRoot);
        var name = NameOf(database, table);
        var current = folder.Current();
        if (_snapshots.GetValueOrDefault(name) is var loaded
            && ReferenceEquals(loaded.Table, iceberg) && loaded.Version == current.Version)
        {
            return;
        }

        var columns = string.Join(
            ", ",
            iceberg.Fields.Select(field =>
                $"{DuckDbSession.Quoted(field.Name)} {ParquetType.FromIceberg(field.Type)}"));
        duck.Run($"CREATE OR REPLACE TABLE {name} ({columns})");
        Define(name, columns);
        if (!current.Files.IsEmpty)
        {
            Insert(name, iceberg, current.Files.Select(file => folder.PathOf(file.Key)));
        }

        _snapshots[name] = (iceberg, current.Version);
    }

    private void Define(string name, string columns)
    {
        if (_definitions.GetValueOrDefault(name) != columns)
        {
            _definitions[name] = columns;
            Definitions++;
        }
    }

    // Files that are older than a field have no column for it, and those of a removed field have one more.
    private void Insert(string name, IcebergTable iceberg, IEnumerable<string> files)
    {
        var rows = $"read_parquet([{string.Join(", ", files.Select(DuckDbSession.Text))}], "
            + "union_by_name = true, hive_partitioning = false)";
        var stored = duck.Describe($"SELECT * FROM {rows}")
            .Select(column => column.Name)
            .ToHashSet(StringComparer.Ordinal);
        var columns = iceberg.Fields.Where(field => stored.Contains(field.Name))
            .Select(field => DuckDbSession.Quoted(field.Name));
        duck.Run($"INSERT INTO {name} BY NAME SELECT {string.Join(", ", columns)} FROM {rows}");
    }
}
