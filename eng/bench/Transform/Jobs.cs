using System.Security.Cryptography;
using Functions.Lake;
using Functions.Transform;
using Twin.Host.Loading;

namespace Bench.Transform;

/// <summary>The jobs, as they run inside the measured process.</summary>
internal static class Jobs
{
    private static readonly Dictionary<string, long> NoRows = [];

    /// <summary>Runs the job, and prints its figures on standard output.</summary>
    public static async Task<int> RunAsync(string name, string folder)
    {
        var before = GC.GetTotalAllocatedBytes();
        var rows = Enum.Parse<Job>(name) switch
        {
            Job.Idle => NoRows,
            Job.Walk => Walk(folder, withHash: false),
            Job.WalkAndHash => Walk(folder, withHash: true),
            Job.Transform => await TransformAsync(folder),
            Job.TransformWithoutHash => TransformWithoutHash(folder),
            Job.DuckDb => DuckDbTables.Make(folder),
            var job => throw new InputException($"{job} is not a job."),
        };
        var allocated = GC.GetTotalAllocatedBytes() - before;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(
            new JobResult(process.TotalProcessorTime.TotalSeconds, allocated, process.PeakWorkingSet64, rows),
            JobJson.Default.JobResult));
        return 0;
    }

    private static Dictionary<string, long> Walk(string folder, bool withHash)
    {
        using var pages = new PageFile();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var file in RawPages.In(folder).Files())
        {
            var page = pages.Read(file);
            if (withHash)
            {
                SHA256.HashData(page, hash);
            }

            var json = new Utf8JsonReader(page);
            while (json.Read())
            {
                // Nothing is done with the tokens.
            }
        }

        return NoRows;
    }

    private static async Task<Dictionary<string, long>> TransformAsync(string folder)
    {
        var raw = RawPages.In(folder);
        using var tables = new SnapshotTables(raw.Manifest, TableFormat.Csv, UserIds.Plain);
        using var reader = new RawPageReader();
        foreach (var (page, path) in raw.Manifest.Pages.Zip(raw.Files()))
        {
            await using var file = new SynchronousFileStream(path);
            var found = await reader.ReadAsync(file, tables, CancellationToken.None);
            if (found.Sha256 != page.Sha256 || found.Fault is not null)
            {
                throw new RunFailedException($"{path} is not what was made: {found.Fault}");
            }
        }

        return Finish(tables);
    }

    private static Dictionary<string, long> TransformWithoutHash(string folder)
    {
        var raw = RawPages.In(folder);
        using var pages = new PageFile();
        using var tables = new SnapshotTables(raw.Manifest, TableFormat.Csv, UserIds.Plain);
        var parser = new RawPageParser();
        foreach (var file in raw.Files())
        {
            parser.Begin();
            parser.Advance(pages.Read(file), isLast: true, tables);
        }

        return Finish(tables);
    }

    private static Dictionary<string, long> Finish(SnapshotTables tables)
    {
        foreach (var table in tables.All)
        {
            table.Finish();
        }

        return tables.All.ToDictionary(table => table.Table.Name, table => (long)table.Rows);
    }
}
