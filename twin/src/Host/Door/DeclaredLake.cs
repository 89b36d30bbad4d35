using Twin.Aws.Athena;
using Twin.Aws.Iam;

namespace Twin.Host.Door;

/// <summary>The buckets and tables that a stack declares, with Athena: statements run without the rest of the
/// stack.</summary>
public sealed class DeclaredLake : IAsyncDisposable
{
    private static readonly ImmutableArray<string> Types =
    [
        ResourceTypes.Bucket, ResourceTypes.CatalogDatabase, ResourceTypes.CatalogTable, ResourceTypes.Workgroup,
    ];

    private readonly TwinServices _services;
    private readonly string _workGroup;
    private readonly string _database;

    private DeclaredLake(TwinServices services, DeclaredStack stack)
    {
        _services = services;
        _workGroup = stack.OfType(ResourceTypes.NamedQuery)
            .Select(query => query.Text("workgroup")).Distinct().Single();
        _database = stack.OfType(ResourceTypes.CatalogDatabase).Single().PhysicalName;
    }

    /// <summary>Starts with the files that are in the buckets' folders.</summary>
    /// <param name="stack">The stack; it declares named queries of one work group, and one database.</param>
    /// <param name="bucketsRoot">The folder in which each bucket gets a folder and each object a file.</param>
    /// <param name="now">The time, which stands still.</param>
    public static async Task<DeclaredLake> StartAsync(
        DeclaredStack stack, string bucketsRoot, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var clock = new VirtualClock(now);
        var services = await TwinServices.StartAsync(
            stack with { Resources = [.. stack.Resources.Where(resource => Types.Contains(resource.Type))] },
            bucketsRoot,
            clock,
            new Timeline(TimeProvider.System, clock),
            cancellationToken);
        return new DeclaredLake(services, stack);
    }

    /// <summary>Runs a statement as an administrator of the account.</summary>
    /// <returns>The rows, each with its values as Athena writes them; null is null.</returns>
    public async Task<ImmutableArray<ImmutableArray<string?>>> RunAsync(
        string sql, CancellationToken cancellationToken)
    {
        var administrator = _services.Get<AccessControl>().Administrator("administrator", "lake");
        var result = await _services.Get<AthenaService>()
            .RunAsync(sql, _workGroup, _database, administrator, cancellationToken);
        return [.. result.Rows.Select((_, row) => result.Texts(row))];
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
