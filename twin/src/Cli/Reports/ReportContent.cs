using Twin.Aws.Hosting;
using Twin.Cli.Music;

namespace Twin.Cli.Reports;

internal sealed record ReportContent(RunRecord Run, ImmutableArray<MusicQuery> Queries)
{
    private const int RejectedShown = 50;

    /// <summary>The declared stack; null if an earlier version wrote the folder.</summary>
    public StackRecord? Stack { get; init; }

    /// <summary>The timeline; null if an earlier version wrote the folder.</summary>
    public ImmutableArray<TimelineEntry>? Entries { get; init; }

    public MonthlyCost? Cost { get; init; }
    public ImmutableArray<RejectedEntry> Rejected { get; init; } = [];
    public ImmutableSortedDictionary<string, int> Objects { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>The sections on music: without playlists, as with an export, those that have rows.</summary>
    public ImmutableArray<MusicSection> Music => !Run.Playlists.IsEmpty
        ? MusicSection.All
        : [.. MusicSection.All.Where(section => Queries.Any(query => query.Name == section.Query))];

    public static ReportContent Read(string named)
    {
        var folder = RunFolder.Open(named);
        var record = Read(folder, RunRecord.FileName, file => RunRecord.Read(file)) ?? throw new InputException(
            OutputFolder.LastOf(folder) is var last && last != folder
                ? $"{folder} holds no run; the last one failed, and is in {last}: name that folder with --out."
                : $"{folder} holds no run: {RunRecord.FileName} is not there. Run the stack first (dotnet dev.cs run), "
                    + "name its folder with --out, or a deployed stack with --stack.");
        var stack = Read(folder, StackRecord.FileName, StackRecord.Read);
        var queries = ResultFiles.Read(folder, stack);
        return new ReportContent(
            record, !record.Playlists.IsEmpty ? queries : [.. queries.Where(query => !query.Rows.IsEmpty)])
        {
            Stack = stack,
            Entries = Read(folder, TimelineFile.FileName, _ => TimelineFile.Read(folder)),
            Cost = Read(folder, MonthlyCost.FileName, _ => MonthlyCost.Read(folder)),
            Rejected = RejectedEntry.Read(folder, RejectedShown),
            Objects = ObjectsIn(OutputFolder.BucketsOf(folder)),
        };
    }

    private static T? Read<T>(string folder, string name, Func<string, T?> read)
    {
        var file = Path.Combine(folder, name);
        try
        {
            return File.Exists(file) ? read(file) : default;
        }
        catch (JsonException broken)
        {
            throw new InputException($"{file} cannot be read ({broken.Message}). Run the stack again.", broken);
        }
    }

    private static ImmutableSortedDictionary<string, int> ObjectsIn(string buckets) => !Directory.Exists(buckets)
        ? ImmutableSortedDictionary<string, int>.Empty
        : Directory.EnumerateDirectories(buckets).ToImmutableSortedDictionary(
            bucket => Path.GetFileName(bucket),
            bucket => Directory.EnumerateFiles(bucket, "*", SearchOption.AllDirectories).Count(),
            StringComparer.Ordinal);
}
