using Twin.Host.Door;

namespace Tests.Infra.Queries;

/// <summary>The declared tables of the stack, with the files of made-up snapshots, and Athena.</summary>
internal sealed class PublishedLake : IAsyncDisposable
{
    private const string Bucket = "spotify-dev-processed";

    private readonly TestFolder _folder;
    private readonly DeclaredLake _lake;

    private PublishedLake(TestFolder folder, DeclaredLake lake) => (_folder, _lake) = (folder, lake);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<PublishedLake> StartAsync(DateOnly today)
    {
        var folder = new TestFolder();
        var noon = new DateTimeOffset(today, new TimeOnly(12, 0), TimeSpan.Zero);
        return new PublishedLake(
            folder, await DeclaredLake.StartAsync(await Stacks.Load("dev"), folder.Root, noon, Token));
    }

    /// <summary>Writes the files of snapshots, over those of the same playlist and day.</summary>
    public async Task WriteAsync(params IEnumerable<StoredSnapshot> snapshots)
    {
        foreach (var snapshot in snapshots)
        {
            Write(await snapshot.FilesAsync());
        }
    }

    /// <summary>Writes files by their keys in the processed bucket.</summary>
    public void Write(IEnumerable<(string Key, byte[] Bytes)> files)
    {
        foreach (var (key, bytes) in files)
        {
            _folder.Write($"{Bucket}/{key}", bytes);
        }
    }

    public void Delete(IEnumerable<StoredSnapshot> snapshots)
    {
        foreach (var snapshot in snapshots)
        {
            foreach (var table in Tables.All)
            {
                File.Delete(Path.Combine(_folder.Root, Bucket, table.Key(snapshot.Day, snapshot.PlaylistId)));
            }
        }
    }

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

    /// <summary>Runs the merge of plays for the months from one to another of the same year.</summary>
    public Task PublishPlaysAsync(PlayedMonth first, PlayedMonth last) => RunAsync(StatementFile.MergeOfPlays.Sql
        .Replace(StatementFile.FirstDay, $"{first.FirstDay:yyyy-MM-dd}", StringComparison.Ordinal)
        .Replace(StatementFile.LastDay, $"{last.LastDay:yyyy-MM-dd}", StringComparison.Ordinal)
        .Replace(StatementFile.FirstMonth, $"{first}", StringComparison.Ordinal)
        .Replace(StatementFile.LastMonth, $"{last}", StringComparison.Ordinal));

    public Task RunAsync(string sql) => _lake.RunAsync(sql, Token);

    /// <summary>The rows of a query, each as texts with bars between.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql) =>
        [.. (await _lake.RunAsync(sql, Token)).Select(row => Row.Join(row))];

    /// <summary>The rows of an analytics table, ordered by its key.</summary>
    public Task<IReadOnlyList<string>> TableAsync(AnalyticsTable table) => RowsAsync(
        $"SELECT {string.Join(", ", table.Columns.Select(InSeconds))} FROM {table.Name} "
        + $"ORDER BY {string.Join(", ", table.Key)}");

    public async ValueTask DisposeAsync()
    {
        await _lake.DisposeAsync();
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
        column.Type == ColumnType.Timestamp ? $"date_format({column.Name}, '%Y-%m-%d %H:%i:%s')" : column.Name;
}
