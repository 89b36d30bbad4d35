using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Results;
using Twin.Aws.Athena.Scans;
using Twin.Aws.Athena.Statements;
using Twin.Aws.Athena.Tables;
using Twin.Aws.Athena.Translation;
using Twin.Aws.Iceberg;

namespace Twin.Aws.Athena.Changes;

/// <summary>Runs statements that change the rows of Iceberg tables, in DuckDB's copy of the tables, and writes the
/// partitions that change to new files. DuckDB's own MERGE accepts what Athena refuses, so the rows are found by a
/// query.</summary>
/// <param name="refusesHidden">True if OPTIMIZE takes no condition on a column that a partition is computed from.</param>
internal sealed class RowChanges(
    DuckDbSession duck, EngineTables tables, ColumnTypes columnTypes, QueryTranslator translator, StatementScans scans,
    string bucketsRoot, string scratch, bool refusesHidden)
{
    private const int MaxPartitions = 100;
    private const string Change = "temp.\"$change\"";
    private const string Added = "temp.\"$added\"";
    private const string Row = "\"$row\"";

    private int _files;

    /// <summary>Runs MERGE, UPDATE or DELETE.</summary>
    /// <param name="cases">The clauses.</param>
    public TableChange Run(
        DataStatement statement,
        NamedTable target,
        QueryText query,
        ImmutableArray<ChangeCase> cases,
        CancellationToken cancellationToken)
    {
        var columns = cases.Select(change => change.Kind == ChangeKind.Delete
            ? []
            : ColumnsOf(statement, target, change.Columns, query)).ToList();
        var translated = translator.Translate(query, target.Database);
        var updates = cases.Any(change => change.Kind == ChangeKind.Update);
        var read = scans.Read(translated, cancellationToken, wholeRows: updates);
        return InTransaction(() =>
        {
            // The types are read from the rows: to plan a long query once more takes longer than all else.
            duck.Run($"CREATE TEMP TABLE \"$change\" AS {translated.Sql}");
            var types = duck.Describe($"FROM {Change}").ToDictionary(column => column.Name, column => column.Type);
            foreach (var (index, change) in cases.Index())
            {
                ExpectTypes(
                    $"{statement.Operation} table column types don't match for {statement.Operation} case {index}, "
                    + "SET expressions",
                    columns[index],
                    [.. change.Values.Select((_, i) => types[ChangeQuery.ValueColumn(index + 1, i)])]);
            }

            ExpectOneMatch();
            CreateAdded(
                target, [.. cases.Select((change, index) => SelectOf(target, change, index + 1, columns[index]))]);
            return Finish(statement, target, read);
        });
    }

    /// <summary>Runs INSERT.</summary>
    public TableChange Insert(
        InsertStatement statement, NamedTable target, QueryText query, CancellationToken cancellationToken)
    {
        var columns = ColumnsOf(statement, target, statement.Columns, query);
        var translated = translator.Translate(query, target.Database);
        var types = columnTypes.GetColumns(translated.Sql);
        ExpectTypes("Insert query has mismatched column types", columns, [.. types.Select(column => column.Type)]);
        var read = scans.Read(translated, cancellationToken);
        var names = types.Select((_, index) => ChangeQuery.ValueColumn(1, index)).ToList();
        return InTransaction(() =>
        {
            duck.Run($"CREATE TEMP TABLE \"$change\" AS SELECT NULL::BIGINT AS {Row}, 1 AS \"$case\", * "
                + $"FROM ({translated.Sql}) AS q({string.Join(", ", names.Select(DuckDbSession.Quoted))})");
            CreateAdded(target, [SelectOf(target, new ChangeCase(ChangeKind.Insert, null, [], []), 1, columns)]);
            return Finish(statement, target, read);
        });
    }

    /// <summary>Runs OPTIMIZE: partitions with several files get one.</summary>
    /// <param name="query">The query of rows of the partitions to compact; null for all.</param>
    public TableChange Optimize(
        OptimizeStatement statement, NamedTable target, QueryText? query, CancellationToken cancellationToken)
    {
        var name = EngineTables.NameOf(target.Database, target.Table);
        var translated = query is null ? null : translator.Translate(query, target.Database);
        var condition = translated is null ? null : scans.Read(translated, cancellationToken)[0];
        var partitions = target.Table.Iceberg!.Partition
            .Where(part => !refusesHidden || part.Transform == IcebergTransform.Identity)
            .Select(part => part.Source)
            .Append(DuckDbNode.RowNumber);
        if (condition?.Scan.Columns?.Except(partitions).FirstOrDefault() is { } column)
        {
            throw new AthenaException(
                $"NOT_SUPPORTED: OPTIMIZE takes a condition on partition columns, and {column} is none",
                SqlPosition.From(query!.Statement, statement.Where!.Value.Start));
        }

        var where = translated is null ? "" : $"WHERE rowid IN ({translated.Sql})";
        var selected = duck.Rows($"SELECT DISTINCT {PartitionSql.Format(target.Table.Iceberg!)} FROM {name} {where}")
            .Select(row => (string)row[0])
            .ToHashSet(StringComparer.Ordinal);
        return InTransaction(() =>
        {
            var before = new IcebergFolder(target.Table, bucketsRoot).Current();
            var several = before.Files.GroupBy(file => file.Partition)
                .Where(files => selected.Contains(files.Key) && files.Count() > 1)
                .ToList();
            return Stored(
                statement,
                target,
                StatementScans.OfFiles(target, several.SelectMany(files => files), condition?.Days),
                several.Sum(files => files.Sum(file => file.Rows)),
                before,
                [.. several.Select(files => Write(target, name, files.Key))],
                [.. several.SelectMany(files => files)]);
        });
    }

    private static ImmutableArray<IcebergField> ColumnsOf(
        DataStatement statement, NamedTable target, ImmutableArray<SqlToken> names, QueryText query)
    {
        var fields = target.Table.Iceberg!.Fields;
        if (names.IsEmpty)
        {
            return fields;
        }

        var found = ImmutableArray.CreateBuilder<IcebergField>();
        foreach (var token in names)
        {
            var name = token.Text.Trim('"');
            var field = fields.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw Refuse(
                    query,
                    $"COLUMN_NOT_FOUND: {Words(statement)} column name does not exist in target table: {name}. "
                    + $"There are: {string.Join(", ", fields.Select(field => field.Name))}",
                    token);
            if (found.Contains(field))
            {
                throw Refuse(
                    query, $"DUPLICATE_COLUMN_NAME: {Words(statement)} column name is specified more than once: {name}",
                    token);
            }

            found.Add(field);
        }

        return found.ToImmutable();
    }

    private static string Words(DataStatement statement) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(statement.Operation.ToLowerInvariant());

    private static AthenaException Refuse(QueryText query, string message, SqlToken token) =>
        new(message, SqlPosition.From(query.Statement, token.Start));

    private static void ExpectTypes(
        string message, ImmutableArray<IcebergField> columns, ImmutableArray<string> duckTypes)
    {
        var types = duckTypes
            .Select((type, i) => AthenaType.FromDuckDb(i < columns.Length ? columns[i].Name : "", type))
            .ToList();
        if (types.Count != columns.Length
            || columns.Zip(types).Any(pair => !ParquetType.Accepts(pair.Second, pair.First.Type)))
        {
            throw new AthenaException(
                $"TYPE_MISMATCH: {message}: Table: [{string.Join(", ", columns.Select(Described))}], "
                + $"Query: [{string.Join(", ", types)}]: cast what differs");
        }
    }

    private static string Described(IcebergField field) => $"{field.Name} {IcebergTypes.InAthena(field.Type)}";

    private void ExpectOneMatch()
    {
        if (duck.Scalar(
            $"SELECT {Row} FROM {Change} WHERE {Row} IS NOT NULL GROUP BY {Row} HAVING count(*) > 1 LIMIT 1")
            is not null)
        {
            throw new AthenaException(
                "INVALID_ARGUMENTS: One MERGE target table row matched more than one source row");
        }
    }

    /// <summary>The rows that a clause adds; null for DELETE, which adds none.</summary>
    private static string? SelectOf(
        NamedTable target, ChangeCase change, int number, ImmutableArray<IcebergField> columns)
    {
        if (change.Kind == ChangeKind.Delete)
        {
            return null;
        }

        var values = target.Table.Iceberg!.Fields.Select(field =>
        {
            var name = DuckDbSession.Quoted(field.Name);
            var type = ParquetType.FromIceberg(field.Type);
            var index = columns.IndexOf(field);
            var value = index >= 0 ? $"c.{DuckDbSession.Quoted(ChangeQuery.ValueColumn(number, index))}"
                : change.Kind == ChangeKind.Update ? $"t.{name}"
                : "NULL";
            return $"CAST({value} AS {type}) AS {name}";
        });
        var from = change.Kind == ChangeKind.Update
            ? $"{Change} c JOIN {EngineTables.NameOf(target.Database, target.Table)} t ON t.rowid = c.{Row}"
            : $"{Change} c";
        return $"SELECT {string.Join(", ", values)} FROM {from} WHERE c.\"$case\" = {number}";
    }

    private void CreateAdded(NamedTable target, ImmutableArray<string?> selects)
    {
        var name = EngineTables.NameOf(target.Database, target.Table);
        var all = selects.OfType<string>().Prepend($"SELECT * FROM {name} WHERE false");
        duck.Run($"CREATE TEMP TABLE \"$added\" AS {string.Join(" UNION ALL ", all)}");
        foreach (var field in target.Table.Iceberg!.Fields.Where(field => field.Required))
        {
            var column = DuckDbSession.Quoted(field.Name);
            if (duck.Scalar($"SELECT 1 FROM {Added} WHERE {column} IS NULL LIMIT 1") is not null)
            {
                throw new AthenaException(
                    $"CONSTRAINT_VIOLATION: NULL value not allowed for NOT NULL column: {field.Name}");
            }
        }
    }

    // A partition without a row that goes gets a further file, as on Athena; any other is written anew.
    private TableChange Finish(DataStatement statement, NamedTable target, ImmutableArray<ScannedFiles> read)
    {
        var iceberg = target.Table.Iceberg!;
        var name = EngineTables.NameOf(target.Database, target.Table);
        var removed = $"SELECT {Row} FROM {Change} WHERE \"$case\" > 0 AND {Row} IS NOT NULL";
        var replaced = PartitionsOf(iceberg, $"{name} WHERE rowid IN ({removed})").ToHashSet(StringComparer.Ordinal);
        string[] changed = [.. PartitionsOf(iceberg, Added).Union(replaced).Order(StringComparer.Ordinal)];
        if (changed.Length > MaxPartitions)
        {
            throw new AthenaException(
                $"ICEBERG_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of {MaxPartitions} open writers for partitions: "
                + $"the statement changes {changed.Length} partitions of {target.Table.Name}");
        }

        var rows = duck.Number($"SELECT count(*) FROM {Change} WHERE \"$case\" > 0");
        duck.Run($"DELETE FROM {name} WHERE rowid IN ({removed}); INSERT INTO {name} SELECT * FROM {Added};");
        var before = new IcebergFolder(target.Table, bucketsRoot).Current();
        return Stored(
            statement,
            target,
            read,
            rows,
            before,
            [
                .. changed.Select(part => Write(target, replaced.Contains(part) ? name : Added, part))
                    .Where(file => file.Rows > 0),
            ],
            [.. before.Files.Where(file => replaced.Contains(file.Partition))]);
    }

    private List<string> PartitionsOf(IcebergTable table, string rows) =>
        [.. duck.Rows($"SELECT DISTINCT {PartitionSql.Format(table)} FROM {rows}").Select(row => (string)row[0])];

    private TableChange Stored(
        DataStatement statement,
        NamedTable target,
        ImmutableArray<ScannedFiles> read,
        long rows,
        IcebergSnapshot before,
        ImmutableArray<NewDataFile> added,
        ImmutableArray<IcebergFile> removed) =>
        new(target, read, statement.Operation, rows, before, added, removed, isStored =>
        {
            foreach (var file in added)
            {
                File.Delete(file.File);
            }

            var end = isStored ? "COMMIT" : "ROLLBACK";
            duck.Run($"DROP TABLE IF EXISTS {Change}; DROP TABLE IF EXISTS {Added}; {end}");
            if (isStored && !(added.IsEmpty && removed.IsEmpty))
            {
                tables.SetVersion(target.Database, target.Table, before.Version + 1);
            }
        });

    private NewDataFile Write(NamedTable target, string from, string partition)
    {
        var iceberg = target.Table.Iceberg!;
        var file = Path.Combine(scratch, $"{++_files}.parquet");
        var where = $"WHERE {PartitionSql.Condition(iceberg, partition)}";
        var rows = duck.Number($"SELECT count(*) FROM {from} {where}");
        if (rows > 0)
        {
            duck.Run($"COPY (SELECT * FROM {from} {where}) TO {DuckDbSession.Text(file)} "
                + $"(FORMAT parquet, COMPRESSION {CodecOf(iceberg)})");
        }

        return new NewDataFile(partition, file, rows);
    }

    private static string CodecOf(IcebergTable table) =>
        table.Properties.GetValueOrDefault("write.parquet.compression-codec", "zstd");

    private TableChange InTransaction(Func<TableChange> run)
    {
        duck.Run("BEGIN");
        try
        {
            return run();
        }
        catch
        {
            duck.Run("ROLLBACK");
            throw;
        }
    }
}
