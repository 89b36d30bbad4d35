using System.Collections.Immutable;
using Local.Athena;
using Local.Declaration;
using Local.Glue;
using Local.Metering;
using Local.Reports;

namespace Local.Twin;

/// <summary>Athena: the declared named queries over what crawls have found.</summary>
internal sealed class DeclaredQueries : IDisposable
{
    private readonly DeclaredStack _stack;
    private readonly Catalog _catalog;
    private readonly string _bucketsRoot;
    private readonly AthenaEngine _engine;
    private readonly AthenaMeter _meter;

    /// <summary>Reads the tables.</summary>
    public DeclaredQueries(
        DeclaredStack stack,
        Catalog catalog,
        string bucketsRoot,
        TimeProvider clock,
        Meter meter,
        CancellationToken cancellationToken)
    {
        (_stack, _catalog, _bucketsRoot) = (stack, catalog, bucketsRoot);
        _meter = new AthenaMeter(meter, catalog, bucketsRoot);
        _engine = AthenaEngine.Open(catalog, bucketsRoot, clock, cancellationToken);
    }

    /// <summary>The named queries, by name.</summary>
    public IEnumerable<DeclaredResource> Named => _stack.OfType(ResourceTypes.NamedQuery)
        .OrderBy(query => query.PhysicalName, StringComparer.Ordinal);

    /// <summary>Runs one, and leaves its result where its work group says.</summary>
    /// <exception cref="AthenaException">The query cannot be run.</exception>
    public QueryResult Run(DeclaredResource query, CancellationToken cancellationToken)
    {
        var result = _engine.Execute(query.Text("query"), query.Text("database"), cancellationToken);
        _meter.Ran(query, result);
        if (ResultLocation(query) is { } location)
        {
            var folder = Path.Combine(_bucketsRoot, location.Host, location.AbsolutePath.Trim('/'));
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, $"{query.PhysicalName}.csv"), result.ToCsv());
        }

        return result;
    }

    /// <summary>What each table of the catalog holds.</summary>
    public ImmutableSortedDictionary<string, RunRecord.TableRecord> CountRows(CancellationToken cancellationToken) =>
        _catalog.Databases
            .SelectMany(database => _catalog.Tables(database).Select(table => (database, table)))
            .ToImmutableSortedDictionary(
                found => found.table.Name,
                found => new RunRecord.TableRecord(
                    Count(found.database, found.table, cancellationToken), found.table.Partitions.Length),
                StringComparer.Ordinal);

    public void Dispose() => _engine.Dispose();

    private long Count(string database, CatalogTable table, CancellationToken cancellationToken) =>
        (long)_engine.Execute($"SELECT count(*) FROM \"{table.Name}\"", database, cancellationToken).Rows[0][0]!;

    private Uri? ResultLocation(DeclaredResource query) =>
        _stack.OfType(ResourceTypes.Workgroup)
            .FirstOrDefault(group => group.PhysicalName == query.OptionalText("workgroup"))
            ?.OptionalText("configuration.resultConfiguration.outputLocation") is { } location
            ? new Uri(location)
            : null;
}
