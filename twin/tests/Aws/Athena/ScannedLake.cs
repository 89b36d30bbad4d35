using Twin.Aws.Athena.Scans;

namespace Twin.Tests.Aws.Athena;

/// <summary>A lake with three days of CSV files and two months of an Iceberg table.</summary>
public sealed class ScannedLake : IAsyncLifetime
{
    private IcebergLake? _lake;

    public async ValueTask InitializeAsync()
    {
        _lake = await IcebergLake.StartAsync();
        _lake.Write("new_days/snapshot_date=2026-11-20/p.csv", "playlist_id,entries\np1,11\n");
        _lake.Write("new_days/snapshot_date=2026-11-22/p.csv", "playlist_id,entries\np1,12\n");
        await _lake.RunAsync("""
            INSERT INTO days (playlist_id, snapshot_date, entries)
            VALUES ('p1', date '2026-10-05', 10), ('p1', date '2026-11-20', 11), ('p1', date '2026-11-21', 12)
            """);
    }

    public ValueTask DisposeAsync() => _lake!.DisposeAsync();

    internal ImmutableArray<ScannedFiles> Scans(string sql) => _lake!.RunAsync(sql).GetAwaiter().GetResult().Scans;
}
