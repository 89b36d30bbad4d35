using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Statements;
using Twin.Aws.Iceberg;

namespace Twin.Aws.Athena.Tables;

/// <summary>The tables of a catalog in DuckDB. A table is opened when a statement names it; of its files those are read
/// that the statement needs, and of an Iceberg table all. What was read before and has not changed is not read
/// again.</summary>
internal sealed class EngineTables(DuckDbSession duck, Catalog catalog, string bucketsRoot, TimeProvider time)
{
    private readonly Dictionary<string, LoadedFiles> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (IcebergTable Table, int Version)> _snapshots =
        new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> _definitions = new(StringComparer.OrdinalIgnoreCase);
    private ImmutableHashSet<string> _schemas = [];

    /// <summary>The number of tables that were defined, or defined again with other columns.</summary>
    public int Definitions { get; private set; }

    /// <summary>Makes a table's columns known to DuckDB, and of an Iceberg table the rows.</summary>
    /// <returns>The reason why it cannot be read; null if it can.</returns>
    public string? Open(NamedTable named)
    {
        var (database, table) = named;
        if (TableLoader.RefusalOf(table) is { } refusal)
        {
            return refusal;
        }

        try
        {
            AddSchemas();
            if (table.Iceberg is null)
            {
                OpenFiles(database, table);
            }
            else
            {
                LoadSnapshot(database, table, table.Iceberg);
            }

            return null;
        }
        catch (InvalidDataException unreadable)
        {
            return unreadable.Message;
        }
    }

    /// <summary>Makes the rows of a table of files those of the files that a statement needs.</summary>
    /// <param name="files">The files of the partitions that it needs.</param>
    /// <param name="isNeeded">Determines whether it needs the partition of some values.</param>
    /// <exception cref="AthenaException">A file cannot be read.</exception>
    public void Read(
        NamedTable table,
        ImmutableArray<TableFile> files,
        Func<ImmutableArray<string>, bool> isNeeded,
        CancellationToken cancellationToken)
    {
        var name = NameOf(table.Database, table.Table);
        var loaded = _files[name];
        // A table that cannot be read is read from the beginning when it is named again.
        _files.Remove(name);
        loaded.Update(files, isNeeded, cancellationToken);
        _files[name] = loaded;
    }

    /// <summary>The number of rows of a table; null if it cannot be read.</summary>
    public long? Count(NamedTable table, CancellationToken cancellationToken)
    {
        try
        {
            if (Open(table) is not null)
            {
                return null;
            }

            var name = NameOf(table.Database, table.Table);
            return table.Table.Iceberg is not null
                ? duck.Number($"SELECT count(*) FROM {name}")
                : TableFiles.In(TableFiles.Folders(table.Table, time.GetUtcNow()), bucketsRoot)
                    .Sum(file => _files[name].Count(file, cancellationToken));
        }
        catch (AthenaException)
        {
            return null;
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

    private void OpenFiles(string database, CatalogTable table)
    {
        var name = NameOf(database, table);
        if (_files.GetValueOrDefault(name) is not { } loaded || !loaded.IsOf(table))
        {
            _files[name] = new LoadedFiles(duck, database, table);
            Define(name, string.Join(',', table.Columns.Concat(table.PartitionKeys).Select(column => column.Name)));
        }
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
