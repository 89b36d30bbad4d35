using Twin.Aws.Athena;
using Twin.Aws.Athena.Results;
using Twin.Aws.Athena.Statements;
using Twin.Aws.Glue;
using Twin.Aws.Hosting;
using Twin.Cli.Reports;

namespace Twin.Cli.Queries;

internal sealed class RunQueries : IQueryTarget
{
    private readonly string _folder;
    private readonly Catalog _catalog;
    private readonly AthenaEngine _engine;

    private RunQueries(string folder, Catalog catalog)
    {
        (_folder, _catalog) = (folder, catalog);
        // Tables have no partitions of future days, and the days of the run may be in the future.
        var clock = new VirtualClock(RunRecord.TimeAfter(folder, TimeProvider.System));
        _engine = AthenaEngine.Open(catalog, OutputFolder.BucketsOf(folder), clock);
    }

    public string Database => _catalog.Databases[0];

    public static RunQueries Open(string folder) => new(folder, CatalogFile.Read(RunFolder.Open(folder)));

    public Task<ImmutableArray<NamedQueryDeclaration>> NamedQueriesAsync(CancellationToken cancellationToken) =>
        Task.FromResult(NamedQueries());

    public Task<NamedQueryDeclaration> FindAsync(string name, CancellationToken cancellationToken)
    {
        var known = NamedQueries();
        return Task.FromResult(known.FirstOrDefault(query => query.Name == name)
            ?? throw UnknownQuery.Create(name, known.Select(query => query.Name)));
    }

    // The engine does not end every statement at once.
    public async Task<QueryResult> AnswerAsync(string sql, string database, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => _engine.Execute(sql, database, cancellationToken), CancellationToken.None)
                .WaitAsync(cancellationToken);
        }
        catch (AthenaException refused)
        {
            throw new InputException(refused.Message, refused);
        }
    }

    public void Dispose() => _engine.Dispose();

    // Those of the run and not of the present code: they are about the run's tables.
    private ImmutableArray<NamedQueryDeclaration> NamedQueries() =>
    [
        .. (StackRecord.Find(_folder)
                ?? throw new InputException($"{_folder} has no {StackRecord.FileName}. Run the stack again."))
            .Resources
            .Where(resource => resource.Type == AthenaResources.NamedQuery.Type)
            .Select(resource => Read(resource.Inputs))
            .OrderBy(query => query.Name, StringComparer.Ordinal),
    ];

    private NamedQueryDeclaration Read(JsonObject query) => new(
        Text(query, "name"),
        (string?)query["description"] ?? "",
        Text(query, "database"),
        (string?)query["workgroup"],
        Text(query, "query"));

    private string Text(JsonObject query, string property) =>
        query[property] is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : throw new InputException(
                $"{Path.Combine(_folder, StackRecord.FileName)}: a named query has no {property}. Run the stack "
                + "again.");
}
