using Twin.Aws.Athena.Results;
using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena;

/// <summary>The declared named queries over the current catalog.</summary>
public sealed class QuerySession
{
    private readonly ImmutableDictionary<string, WorkGroupDeclaration> _groups;
    private readonly Catalog _catalog;
    private readonly AthenaStorage _storage;
    private readonly Caller _caller;
    private readonly AthenaEngine _engine;
    private readonly AthenaUsage _usage;
    private readonly StatementHistory _history;

    internal QuerySession(
        ImmutableArray<NamedQueryDeclaration> named,
        ImmutableDictionary<string, WorkGroupDeclaration> groups,
        Catalog catalog,
        AthenaStorage storage,
        Caller caller,
        AthenaEngine engine,
        AthenaUsage usage,
        StatementHistory history)
    {
        (Named, _groups, _catalog, _storage) = (named, groups, catalog, storage);
        (_caller, _engine, _usage, _history) = (caller, engine, usage, history);
    }

    /// <summary>The named queries, by name.</summary>
    public ImmutableArray<NamedQueryDeclaration> Named { get; }

    /// <summary>Runs a named query and stores its result in the location of its work group.</summary>
    /// <exception cref="AthenaException">The query cannot be run, or reads more than its work group allows.</exception>
    public Task<QueryResult> RunAsync(NamedQueryDeclaration query, CancellationToken cancellationToken) =>
        _history.KeepAsync(query.Sql, query.Database, () => ExecuteAsync(query, cancellationToken));

    /// <summary>The size of each table in the catalog that queries can read.</summary>
    public ImmutableSortedDictionary<string, TableSize> CountRows(CancellationToken cancellationToken) =>
        _catalog.Databases
            .SelectMany(database => _catalog.Tables(database).Select(table => (database, table)))
            .Select(found => (found.table, Rows: _engine.CountRows(found.database, found.table, cancellationToken)))
            .Where(found => found.Rows is not null)
            .ToImmutableSortedDictionary(
                found => found.table.Name,
                found => new TableSize(found.Rows!.Value, found.table.Partitions.Length),
                StringComparer.Ordinal);

    /// <summary>Runs any query over a database without storing its result.</summary>
    /// <exception cref="AthenaException">The query cannot be run.</exception>
    public QueryResult Execute(string sql, string database, CancellationToken cancellationToken) =>
        _engine.Execute(sql, database, cancellationToken);

    private async Task<QueryResult> ExecuteAsync(NamedQueryDeclaration query, CancellationToken cancellationToken)
    {
        var group = query.WorkGroup is { } name ? _groups.GetValueOrDefault(name) : null;
        var result = _engine.Execute(query.Sql, query.Database, cancellationToken);
        foreach (var scan in result.Scans)
        {
            _storage.ExpectReadable(scan, _caller);
        }

        var scanned = _usage.Count(
            AthenaUsage.Query, query.WorkGroup ?? AthenaService.DefaultWorkGroup, query.Name, result.Scans);
        if (scanned > group?.BytesScannedCutoff)
        {
            throw new AthenaException("Query cancelled! : Bytes scanned limit was exceeded");
        }

        if (group?.ResultLocation is { } location)
        {
            await _storage.WriteAsync(
                location, $"{query.Name}.csv", result.ToCsv(), group.ResultEncryption, _caller,
                cancellationToken);
        }

        return result;
    }
}

/// <summary>The size of a table.</summary>
/// <param name="Partitions">The registered partitions.</param>
public sealed record TableSize(long Rows, int Partitions);
