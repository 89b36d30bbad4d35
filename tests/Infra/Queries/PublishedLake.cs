using Tests.Support;
using Infra.Iceberg;
using Tests.Infra.Queries;
using Twin.Aws.Athena;
using Twin.Aws.Glue;
using Twin.Aws.Hosting;
using Twin.Aws.Iam;
using Twin.Aws.S3;
using Twin.Declaration;
using Twin.Host;

namespace Tests.Infra.Queries;

/// <summary>The declared tables of the stack, with the files of made-up snapshots, and Athena.</summary>
internal sealed class PublishedLake : IAsyncDisposable
{
    private const string Bucket = "spotify-dev-processed";
    private const string WorkGroup = "spotify-dev";
    private const string Database = "spotify_dev";

    private static readonly ResourceKind[] Kinds =
    [
        S3Resources.Bucket, GlueResources.CatalogDatabase, GlueResources.CatalogTable, AthenaResources.Workgroup,
    ];

    private readonly TestFolder _folder;
    private readonly TwinServices _services;

    private PublishedLake(TestFolder folder, TwinServices services) => (_folder, _services) = (folder, services);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts with empty tables.</summary>
    /// <param name="today">The day of <c>current_date</c>.</param>
    public static async Task<PublishedLake> StartAsync(DateOnly today)
    {
        var stack = await Stacks.Load("dev");
        var folder = new TestFolder();
        var clock = new VirtualClock(new DateTimeOffset(today, new TimeOnly(12, 0), TimeSpan.Zero));
        var services = await TwinServices.StartAsync(
            stack with { Resources = [.. stack.Resources.Where(resource => Kinds.Any(resource.Is))] },
            folder.Root,
            clock,
            new Timeline(TimeProvider.System, clock),
            Token);
        return new PublishedLake(folder, services);
    }

    /// <summary>Writes the files of snapshots, over those of the same playlist and day.</summary>
    public void Write(params IEnumerable<PlayedSnapshot> snapshots)
    {
        foreach (var (key, bytes) in snapshots.SelectMany(snapshot => snapshot.Files()))
        {
            _folder.Write($"{Bucket}/{key}", bytes);
        }
    }

    /// <summary>Deletes the files of snapshots.</summary>
    public void Delete(IEnumerable<PlayedSnapshot> snapshots)
    {
        foreach (var (key, _) in snapshots.SelectMany(snapshot => snapshot.Files()))
        {
            File.Delete(Path.Combine(_folder.Root, Bucket, key));
        }
    }

    /// <summary>The keys below a prefix.</summary>
    public IReadOnlyList<string> ObjectsOf(string prefix) =>
    [
        .. Directory.GetFiles(Path.Combine(_folder.Root, Bucket, prefix), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Runs the merges for the days from one to another, month by month.</summary>
    public async Task PublishAsync(DateOnly first, DateOnly last)
    {
        while (first <= last)
        {
            var next = new DateOnly(first.Year, first.Month, 1).AddMonths(1);
            await MergeAsync(first, last < next ? last : next.AddDays(-1));
            first = next;
        }
    }

    /// <summary>Runs a statement.</summary>
    public Task<QueryResult> RunAsync(string sql) => _services.Get<AthenaService>().RunAsync(
        sql, WorkGroup, Database, _services.Get<AccessControl>().Administrator("tests", "tests"), Token);

    /// <summary>The rows of a query, each as texts with bars between.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        var result = await RunAsync(sql);
        return [.. result.Rows.Select((_, row) => Row.Join(result.Texts(row)))];
    }

    /// <summary>The rows of an analytics table, ordered by its key.</summary>
    public Task<IReadOnlyList<string>> TableAsync(AnalyticsTable table) => RowsAsync(
        $"SELECT {string.Join(", ", table.Columns.Select(InSeconds))} FROM {table.Name} "
        + $"ORDER BY {string.Join(", ", table.Key)}");

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    private async Task MergeAsync(DateOnly first, DateOnly last)
    {
        foreach (var statement in StatementFile.Merges)
        {
            await RunAsync(statement.Sql
                .Replace(StatementFile.FirstDay, $"{first:yyyy-MM-dd}", StringComparison.Ordinal)
                .Replace(StatementFile.LastDay, $"{last:yyyy-MM-dd}", StringComparison.Ordinal));
        }
    }

    private static string InSeconds(AnalyticsColumn column) =>
        column.Type == ColumnType.Time ? $"date_format({column.Name}, '%Y-%m-%d %H:%i:%s')" : column.Name;
}
