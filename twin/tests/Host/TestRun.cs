using Infra.Components;
using Twin.Spotify.Faults;

namespace Twin.Tests.Host;

/// <summary>A run of the whole stack in this process; it is deleted with its folder.</summary>
internal sealed class TestRun : IDisposable
{
    /// <summary>The smallest run that has work for every stage.</summary>
    public static readonly RunOptions Small = new(
        "dev", [], Era.Development2026, Days: 1, PlaylistCount: 1, TrackCount: 3, Seed: 1, Out: "not used");

    /// <summary>The files of each playlist and day in the processed zone: the tables, and their marker.</summary>
    public static readonly int FilesOfASnapshot = Tables.All.Length + 1;

    public static readonly TwinOptions InProcess = new() { Functions = InProcessFunctions.Instance };

    private readonly TestFolder _folder;
    private readonly OutputFolder _output;

    private TestRun(TestFolder folder, OutputFolder output, RunOutcome outcome) =>
        (_folder, _output, Outcome) = (folder, output, outcome);

    public RunOutcome Outcome { get; }

    public RunRecord Record => Outcome.Record;

    public string Folder => _output.Current;

    public static async Task<TestRun> RunAsync(
        RunOptions options,
        Func<DeclaredStack, DeclaredStack>? change = null,
        FaultPlan? faults = null,
        Action<TimelineEntry>? onEntry = null,
        Func<ObjectCreated, int>? deliveries = null,
        IFunctionRuntime? functions = null)
    {
        var folder = new TestFolder();
        var output = OutputFolder.Begin(Path.Combine(folder.Root, "out"));
        try
        {
            var run = new TwinRun(options, TimeProvider.System)
            {
                Change = change ?? (stack => stack),
                Faults = faults,
                OnEntry = onEntry ?? (_ => { }),
                Deliveries = deliveries ?? (_ => 1),
                Functions = functions ?? InProcessFunctions.Instance,
            };
            var outcome = await run.RunAsync(output.Buckets, Cancel);
            RunFiles.Write(output, outcome);
            return new TestRun(folder, output, outcome);
        }
        catch
        {
            output.Dispose();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>The rows of one file of the processed zone, by column, as Athena reads them.</summary>
    public IReadOnlyList<ImmutableDictionary<string, string>> Rows(string table, string playlistId) =>
        ProcessedFile.Rows(Path.Combine(
            Folder, "s3", "spotify-dev-processed", table, "snapshot_date=2026-11-01", playlistId + ".csv"));

    /// <summary>Every file of the processed zone but the Spark job's code and those of the analytics tables: its
    /// key, and its bytes in hexadecimal. The files of an Iceberg table tell in which order its rows came.</summary>
    public ImmutableSortedDictionary<string, string> ProcessedFiles() => ProcessedFilesOf(Folder);

    public static ImmutableSortedDictionary<string, string> ProcessedFilesOf(string folder)
    {
        var bucket = Path.Combine(folder, "s3", "spotify-dev-processed");
        string[] others = [Path.Combine(bucket, AnalyticsTable.Zone), Path.Combine(bucket, SparkCode.Prefix)];
        return Directory.EnumerateFiles(bucket, "*", SearchOption.AllDirectories)
            .Where(file => !others.Any(other => file.StartsWith(other, StringComparison.Ordinal)))
            .ToImmutableSortedDictionary(
                file => Path.GetRelativePath(bucket, file),
                file => Convert.ToHexString(File.ReadAllBytes(file)),
                StringComparer.Ordinal);
    }

    public void Dispose()
    {
        _output.Dispose();
        _folder.Dispose();
    }
}

internal static class ProcessedFile
{
    /// <summary>The rows of the file, each by the header's columns; a field that a line lacks is absent.</summary>
    public static IReadOnlyList<ImmutableDictionary<string, string>> Rows(string file)
    {
        var lines = new OpenCsvSerDe(new OpenCsvFormat()).ReadLines(file).ToList();
        return
        [
            .. lines.Skip(1).Select(line => lines[0].Zip(line).ToImmutableDictionary(
                field => field.First, field => field.Second)),
        ];
    }
}
