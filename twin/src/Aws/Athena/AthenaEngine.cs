using DuckDB.NET.Data;
using Twin.Aws.Athena.Changes;
using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Results;
using Twin.Aws.Athena.Scans;
using Twin.Aws.Athena.Statements;
using Twin.Aws.Athena.Tables;
using Twin.Aws.Athena.Translation;

namespace Twin.Aws.Athena;

/// <summary>Runs statements in the SQL of Athena's engine 3 over the tables of a catalog and their files, with
/// DuckDB. Each statement sees the files as they are when it begins. It runs one statement at a time.</summary>
public sealed class AthenaEngine : IDisposable
{
    // SHOW CREATE TABLE has three.
    private const int WordsOfStatement = 3;

    // About a gigabyte.
    private const int MaxValues = 20_000_000;

    private const string Outside =
        "the result has a value that the twin does not give out: a day outside of the years 1 to 9999, or a decimal of "
        + "more than 28 digits";

    private readonly TemporaryFolder _scratch = TemporaryFolder.Create("athena");
    private readonly DuckDbSession _duck;
    private readonly Catalog _catalog;
    private readonly EngineTables _tables;
    private readonly ColumnTypes _types;
    private readonly QueryTranslator _translator;
    private readonly RowChanges _changes;
    private readonly StatementScans _scans;
    private volatile bool _isRunning;

    private AthenaEngine(Catalog catalog, string bucketsRoot, TimeProvider time, AssumedOtherwise otherwise)
    {
        _catalog = catalog;
        _duck = new DuckDbSession(bucketsRoot, _scratch.FullName);
        _tables = new EngineTables(_duck, catalog, bucketsRoot, time);
        _types = new ColumnTypes(_duck, _tables);
        _translator = new QueryTranslator(_duck, catalog, _tables, _types, time);
        _scans = new StatementScans(
            catalog, _translator, new FileSelection(_duck, bucketsRoot, time), _tables);
        _changes = new RowChanges(
            _duck, _tables, _types, _translator, _scans, bucketsRoot, _scratch.FullName,
            otherwise.Has(UndocumentedAthena.OptimizeCondition));
    }

    /// <summary>Opens the tables of a catalog. Each is read when a statement names it.</summary>
    /// <param name="catalog">The tables.</param>
    /// <param name="bucketsRoot">The folder that contains a folder for each bucket.</param>
    /// <param name="time">The clock of <c>current_date</c>, and of the last day of projected partitions.</param>
    /// <param name="otherwise">The undocumented behaviours of which the opposite is played; null for none.</param>
    public static AthenaEngine Open(
        Catalog catalog, string bucketsRoot, TimeProvider time, AssumedOtherwise? otherwise = null) =>
        new(catalog, bucketsRoot, time, otherwise ?? AssumedOtherwise.Nothing);

    /// <summary>Runs a query.</summary>
    /// <param name="sql">SELECT, WITH, VALUES, SHOW TABLES, SHOW COLUMNS, SHOW DATABASES or DESCRIBE.</param>
    /// <param name="database">The Glue database of the tables that the query names without one.</param>
    /// <exception cref="AthenaException">The query is wrong, fails, or uses something that the twin cannot run as
    /// Athena does.</exception>
    public QueryResult Execute(string sql, string database, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sql);
        cancellationToken.ThrowIfCancellationRequested();
        var text = SqlTokens.WithoutEnd(sql);
        return CatalogStatement.TryExecute(text, database, _catalog)
            ?? Run(
                text,
                () => Select(new QueryText(TextRewriting.Rewrite(text)), database, cancellationToken),
                cancellationToken);
    }

    /// <summary>Computes the change of a statement that changes an Iceberg table.</summary>
    /// <param name="sql">MERGE, INSERT, UPDATE, DELETE or OPTIMIZE.</param>
    /// <param name="database">The Glue database of the tables that the statement names without one.</param>
    /// <returns>The change, to be stored; null for any other statement.</returns>
    /// <exception cref="AthenaException">Athena would refuse the statement, or it fails.</exception>
    public TableChange? Change(string sql, string database, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sql);
        cancellationToken.ThrowIfCancellationRequested();
        var text = SqlTokens.WithoutEnd(sql);
        return DataStatementReader.TryRead(text) is { } statement and not (VacuumStatement or AlterStatement)
            ? Run(text, () => Change(text, statement, database, cancellationToken), cancellationToken)
            : null;
    }

    /// <summary>The table of a VACUUM; null for any other statement.</summary>
    /// <exception cref="AthenaException">Athena would refuse the statement.</exception>
    public NamedTable? Vacuumed(string sql, string database)
    {
        ArgumentNullException.ThrowIfNull(sql);
        var text = SqlTokens.WithoutEnd(sql);
        return DataStatementReader.TryRead(text) is VacuumStatement vacuum ? TargetOf(text, vacuum, database) : null;
    }

    /// <summary>The table of an ALTER TABLE with its new properties; null for any other statement.</summary>
    /// <exception cref="AthenaException">Athena would refuse the statement.</exception>
    public NamedTable? Altered(string sql, string database)
    {
        ArgumentNullException.ThrowIfNull(sql);
        var text = SqlTokens.WithoutEnd(sql);
        if (DataStatementReader.TryRead(text) is not AlterStatement alter)
        {
            return null;
        }

        var target = TargetOf(text, alter, database);
        var properties = target.Table.Iceberg!.Properties.RemoveRange(alter.Properties.Select(change => change.Key));
        return target with
        {
            Table = target.Table with
            {
                Iceberg = target.Table.Iceberg with
                {
                    Properties = properties.AddRange(alter.Properties
                        .Where(change => change.Value is not null)
                        .Select(change => KeyValuePair.Create(change.Key, change.Value!))),
                },
            },
        };
    }

    /// <summary>The number of rows of a table of the catalog; null if queries cannot read it.</summary>
    public long? CountRows(string database, CatalogTable table, CancellationToken cancellationToken) =>
        _tables.Count(new NamedTable(database, table), cancellationToken);

    /// <summary>Releases the rows. A statement may still run in another thread that was left: its memory is that of the
    /// process then.</summary>
    public void Dispose()
    {
        if (!_isRunning)
        {
            _duck.Dispose();
        }

        _scratch.Dispose();
    }

    private TableChange Change(
        string sql, DataStatement statement, string database, CancellationToken cancellationToken)
    {
        var target = TargetOf(sql, statement, database);
        if (_tables.Open(target) is { } refusal)
        {
            throw new AthenaException(refusal, SqlPosition.From(sql, statement.Table[0].Start));
        }

        return statement switch
        {
            MergeStatement merge => _changes.Run(
                merge, target, new QueryText(ChangeQuery.Compose(sql, merge)), merge.Cases, cancellationToken),
            RowStatement rows => _changes.Run(
                rows, target, new QueryText(ChangeQuery.Compose(sql, rows)), [rows.Case], cancellationToken),
            InsertStatement insert => _changes.Insert(
                insert, target, new QueryText(new ComposedSql(sql).Add(insert.Query)), cancellationToken),
            OptimizeStatement optimize => _changes.Optimize(
                optimize,
                target,
                optimize.Where is { } where ? new QueryText(ChangeQuery.Compose(sql, optimize.Table, where)) : null,
                cancellationToken),
            _ => throw new InvalidOperationException($"{statement.Operation} changes no rows"),
        };
    }

    private NamedTable TargetOf(string sql, DataStatement statement, string database)
    {
        var target = CatalogTables.Find(sql, statement.Table, _catalog, database);
        return target.Table.Iceberg is not null
            ? target
            : throw new AthenaException(
                $"NOT_SUPPORTED: {statement.Operation} needs an Iceberg table, and {target.Table.Name} is none: only "
                + "the functions write its files",
                SqlPosition.From(sql, statement.Table[0].Start));
    }

    private T Run<T>(string sql, Func<T> run, CancellationToken cancellationToken)
    {
        using var interrupting = new DuckDBCommand("", _duck.Connection);
        using var cancellation = cancellationToken.Register(interrupting.Cancel);
        _isRunning = true;
        try
        {
            return run();
        }
        catch (DuckDBException e)
        {
            throw DuckDbMessage.ToAthena(e, sql);
        }
        catch (SystemException outside) when (outside is ArgumentOutOfRangeException or OverflowException
            && outside.TargetSite?.DeclaringType?.Namespace is { } thrower
            && thrower.StartsWith(nameof(DuckDB), StringComparison.Ordinal))
        {
            throw new AthenaException(Outside, null, outside);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        finally
        {
            _isRunning = false;
        }
    }

    private QueryResult Select(QueryText query, string database, CancellationToken cancellationToken)
    {
        var first = query.Tokens[0];
        if (!Array.Exists(["select", "with", "values", "table", "("], first.Is))
        {
            throw query.Refuse(
                "the twin runs queries only (SELECT, WITH, VALUES, SHOW DATABASES, SHOW TABLES IN a database, SHOW "
                + "COLUMNS IN a table, DESCRIBE a table), not: "
                + string.Join(' ', query.Tokens.Take(WordsOfStatement).Select(token => token.Text)),
                first);
        }

        var translated = _translator.Translate(query, database);
        var scans = _scans.Read(translated, cancellationToken);
        List<(string Name, string Type)>? types = null;
        var rows = Rows(translated.Sql, reader => (types = ResultTypes.Of(reader)) is not null, cancellationToken);
        if (types is null)
        {
            types = _types.GetColumns(translated.Sql);
            rows = Rows(WithTexts(translated.Sql, types), null, cancellationToken);
        }
        else if (types.Index().Any(column =>
            column.Item.Type == ResultTypes.OfNulls && rows.All(row => row[column.Index] is null)))
        {
            types = _types.GetColumns(translated.Sql);
        }

        var given = ResultNames.Expand(translated.Names, [.. types.Select(column => column.Name)]);
        var columns = given.Select((name, i) => new ResultColumn(name, AthenaType.FromDuckDb(name, types[i].Type)));
        return new QueryResult([.. columns], rows) { Scans = scans };
    }

    private ImmutableArray<ImmutableArray<object?>> Rows(
        string sql, Func<DuckDBDataReader, bool>? isWanted, CancellationToken cancellationToken) =>
    [
        .. _duck.Rows(sql, isWanted).Select((row, index) => index * row.Length < MaxValues
            ? Values(row, cancellationToken)
            : throw new AthenaException("the twin does not give out so many rows: add LIMIT")),
    ];

    private static ImmutableArray<object?> Values(object[] row, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return [.. row.Select(AthenaValue.FromDuckDb)];
    }

    /// <summary>The query with arrays and maps as the texts that Athena writes.</summary>
    private static string WithTexts(string sql, List<(string Name, string Type)> columns)
    {
        var macros = columns.Select(column => AthenaType.TextMacroOf(column.Type)).ToList();
        if (macros.TrueForAll(macro => macro is null))
        {
            return sql;
        }

        var names = macros.Select((_, index) => $"c{index}").ToList();
        var values = names.Zip(macros, (name, macro) =>
            macro is null ? name : $"{DuckDbSession.Quoted(TrinoMacros.Schema)}.{macro}({name})");
        return $"SELECT {string.Join(", ", values)} FROM ({sql}) AS q({string.Join(", ", names)})";
    }
}
