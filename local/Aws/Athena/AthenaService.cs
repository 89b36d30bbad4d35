using System.Collections.Immutable;
using Local.Aws.Declaration;
using Local.Aws.Glue;
using Local.Aws.Hosting;
using Local.Aws.Iam;
using Local.Aws.Metering;
using Local.Aws.S3;

namespace Local.Aws.Athena;

/// <summary>The declared work groups and named queries.</summary>
public sealed class AthenaService(
    DeclaredStack stack,
    GlueService glue,
    S3Service s3,
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

    /// <summary>Reads the tables in their current state.</summary>
    public QuerySession Open(CancellationToken cancellationToken) => new(
        _named,
        _groups,
        glue.Catalog,
        new AthenaStorage(s3.Buckets, s3.Access, access),
        folder.Path,
        clock,
        meter,
        cancellationToken);
}
