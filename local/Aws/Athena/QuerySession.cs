using System.Collections.Immutable;
using Local.Aws.Declaration;
using Local.Aws.Glue;
using Local.Aws.Metering;
using Local.Aws.S3;

namespace Local.Aws.Athena;

/// <summary>The declared named queries, over the catalog as it is now.</summary>
internal sealed class QuerySession : IDisposable
{
    private const string ResultConfiguration = "configuration.resultConfiguration";

    private readonly DeclaredStack _stack;
    private readonly Catalog _catalog;
    private readonly AthenaStorage _storage;
    private readonly AthenaEngine _engine;
    private readonly AthenaUsage _meter;
    private readonly Lazy<AthenaException?> _refusal;

    /// <summary>Reads the tables.</summary>
    public QuerySession(
        DeclaredStack stack,
        Catalog catalog,
        AthenaStorage storage,
        string bucketsRoot,
        TimeProvider clock,
        Meter meter,
        CancellationToken cancellationToken)
    {
        (_stack, _catalog, _storage) = (stack, catalog, storage);
        _meter = new AthenaUsage(meter, catalog, bucketsRoot);
        _refusal = new Lazy<AthenaException?>(Refusal);
        _engine = AthenaEngine.Open(catalog, bucketsRoot, clock, cancellationToken);
    }

    /// <summary>The named queries, by name.</summary>
    public IEnumerable<DeclaredResource> Named => _stack.OfType(AthenaResources.NamedQuery)
        .OrderBy(query => query.PhysicalName, StringComparer.Ordinal);

    /// <summary>Runs one, and leaves its result where its work group says.</summary>
    /// <exception cref="AthenaException">The query cannot be run.</exception>
    public async Task<QueryResult> RunAsync(DeclaredResource query, CancellationToken cancellationToken)
    {
        if (_refusal.Value is { } refusal)
        {
            throw refusal;
        }

        var result = _engine.Execute(query.Text("query"), query.Text("database"), cancellationToken);
        _meter.Ran(query);
        var group = _stack.OfType(AthenaResources.Workgroup)
            .FirstOrDefault(found => found.PhysicalName == query.OptionalText("workgroup"));
        if (group?.OptionalText($"{ResultConfiguration}.outputLocation") is { } location)
        {
            await _storage.WriteAsync(
                location, $"{query.PhysicalName}.csv", result.ToCsv(), EncryptionOf(group), cancellationToken);
        }

        return result;
    }

    /// <summary>What each table of the catalog holds.</summary>
    public ImmutableSortedDictionary<string, TableSize> CountRows(CancellationToken cancellationToken) =>
        _catalog.Databases
            .SelectMany(database => _catalog.Tables(database).Select(table => (database, table)))
            .ToImmutableSortedDictionary(
                found => found.table.Name,
                found => new TableSize(
                    Count(found.database, found.table, cancellationToken), found.table.Partitions.Length),
                StringComparer.Ordinal);

    /// <summary>Runs any query over a database, and leaves no result.</summary>
    /// <exception cref="AthenaException">The query cannot be run.</exception>
    public QueryResult Execute(string sql, string database, CancellationToken cancellationToken) =>
        _engine.Execute(sql, database, cancellationToken);

    public void Dispose() => _engine.Dispose();

    private long Count(string database, CatalogTable table, CancellationToken cancellationToken) =>
        (long)_engine.Execute($"SELECT count(*) FROM \"{table.Name}\"", database, cancellationToken).Rows[0][0]!;

    // Asked once for all queries: nothing changes between them.
    private AthenaException? Refusal()
    {
        try
        {
            foreach (var table in _catalog.Databases.SelectMany(_catalog.Tables))
            {
                _storage.ExpectReadable(table);
            }

            return null;
        }
        catch (AthenaException refused)
        {
            return refused;
        }
    }

    private static ObjectEncryption? EncryptionOf(DeclaredResource group)
    {
        var key = group.OptionalText($"{ResultConfiguration}.encryptionConfiguration.kmsKeyArn");
        return group.OptionalText($"{ResultConfiguration}.encryptionConfiguration.encryptionOption") switch
        {
            null => null,
            "SSE_S3" => ObjectEncryption.OfS3,
            "SSE_KMS" => new ObjectEncryption(
                ObjectEncryption.Kms,
                key ?? throw new RunFailedException(
                    $"{group.Title} encrypts results with SSE_KMS and names no key. Set KmsKeyArn."),
                UsesBucketKey: false),
            var other => throw new RunFailedException(
                $"{group.Title}: the twin does not know the encryption option {other}. It has SSE_S3 and SSE_KMS."),
        };
    }
}
