using System.Collections.Immutable;
using Local.Aws.Declaration;
using Local.Aws.Glue;
using Local.Aws.Hosting;
using Local.Aws.Iam;
using Local.Aws.Metering;
using Local.Aws.S3;
using Local.Aws.StepFunctions;

namespace Local.Aws.Athena;

/// <summary>The declared work groups and named queries.</summary>
public sealed class AthenaService(
    DeclaredStack stack,
    GlueService glue,
    S3Service s3,
    StepFunctionsService machines,
    AccessControl access,
    BucketsFolder folder,
    TimeProvider clock,
    Meter meter) : IRunningService
{
    private ImmutableDictionary<string, WorkGroupDeclaration> _groups =
        ImmutableDictionary<string, WorkGroupDeclaration>.Empty;

    private ImmutableArray<NamedQueryDeclaration> _named = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        machines.Add(new QueryTask(stack, access, this, clock));
        _groups = stack.OfType(AthenaResources.Workgroup)
            .Select(WorkGroupDeclaration.Read)
            .ToImmutableDictionary(group => group.Name);
        _named =
        [
            .. stack.OfType(AthenaResources.NamedQuery)
                .Select(NamedQueryDeclaration.Read)
                .OrderBy(query => query.Name, StringComparer.Ordinal),
        ];
        return Task.CompletedTask;
    }

    /// <summary>The number of files that a query of a table reads now.</summary>
    /// <exception cref="AthenaException">The partition projection of the table cannot be used.</exception>
    public int CountFiles(CatalogTable table) =>
        TableFiles.In(TableFiles.Folders(table, clock.GetUtcNow()), folder.Path).Count();

    /// <summary>Runs one statement as a caller, and stores its result in the location of the work group.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="workGroup">The work group's name.</param>
    /// <param name="database">The database of its tables.</param>
    /// <param name="caller">The session whose permissions are needed.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <exception cref="AthenaException">It cannot be run, or reads more than the work group allows.</exception>
    public async Task<QueryResult> RunAsync(
        string sql, string workGroup, string database, Caller caller, CancellationToken cancellationToken)
    {
        using var session = Open(caller, cancellationToken);
        return await session.RunAsync(
            new NamedQueryDeclaration(Guid.NewGuid().ToString(), "", database, workGroup, sql), cancellationToken);
    }

    /// <summary>Reads the tables in their current state.</summary>
    public QuerySession Open(CancellationToken cancellationToken) =>
        Open(access.Administrator("analyst", "athena"), cancellationToken);

    private QuerySession Open(Caller caller, CancellationToken cancellationToken) => new(
        _named,
        _groups,
        glue.Catalog,
        new AthenaStorage(s3.Buckets, s3.Access, caller),
        folder.Path,
        clock,
        meter,
        cancellationToken);
}
