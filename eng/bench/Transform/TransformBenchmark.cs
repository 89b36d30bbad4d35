namespace Bench.Transform;

/// <summary>The transform in comparison with a bare reader and with DuckDB, and its start in comparison with
/// Python's.</summary>
internal sealed class TransformBenchmark : IBenchmark
{
    private const int QuickEntries = 2_000;
    private const int FullEntries = 200_000;
    private const int FullRounds = 7;
    private const int FullStarts = 11;
    private static readonly ImmutableArray<Job> All = [.. Enum.GetValues<Job>()];

    public string Name => "transform";

    public string Title => "Transformation";

    public async Task<string> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var folder = TemporaryFolder.Create("bench-pages");
        try
        {
            var compiled = FunctionPackages.Compiled;
            options.OnStep($"{Name}: start-up");
            var start = await StartUpMeasurement.MeasureAsync(
                compiled, folder.FullName, options.Quick ? 1 : FullStarts, cancellationToken);
            var package = compiled.Path ?? FunctionPackages.Portable;
            var jobs = JobProcess.With(package, Path.Combine(folder.FullName, "program"));
            var shapes = ImmutableArray.CreateBuilder<ShapeMeasurement>();
            foreach (var era in Enum.GetValues<Era>())
            {
                shapes.Add(await MeasureAsync(era, folder.FullName, package, jobs, options, cancellationToken));
            }

            return new TransformSection(shapes.ToImmutable(), start).ToMarkdown();
        }
        finally
        {
            folder.Dispose();
        }
    }

    private async Task<ShapeMeasurement> MeasureAsync(
        Era era,
        string root,
        string package,
        JobProcess jobs,
        BenchOptions options,
        CancellationToken cancellationToken)
    {
        var entries = options.Quick ? QuickEntries : FullEntries;
        options.OnStep($"{Name}: {entries:#,0} entries in the shape of {ShapeMeasurement.NameOf(era)}");
        var pages = RawPages.Write(Path.Combine(root, era.ToString()), era, entries);
        try
        {
            var rounds = ImmutableArray.CreateBuilder<Round>();
            for (var round = 0; round < (options.Quick ? 1 : FullRounds); round++)
            {
                // Each round begins with another job, since the first one finds the processor and the files in another
                // state.
                var order = All.Skip(round % All.Length).Concat(All.Take(round % All.Length));
                var measured = ImmutableArray.CreateBuilder<JobMeasurement>();
                foreach (var job in order)
                {
                    measured.Add(await jobs.RunAsync(job, pages.Folder, cancellationToken));
                }

                rounds.Add(new Round(measured.ToImmutable()));
                options.OnStep($"{Name}: round {round + 1}: {rounds[^1].Description}");
            }

            options.OnStep($"{Name}: the function over S3");
            var shape = new ShapeMeasurement(
                era,
                pages.Entries,
                pages.Bytes,
                rounds.ToImmutable(),
                await InvokeAsync(pages, package, cancellationToken));
            shape.RequireEqualRows();
            return shape;
        }
        finally
        {
            Directory.Delete(pages.Folder, recursive: true);
        }
    }

    private static async Task<InvokeResult> InvokeAsync(
        RawPages pages, string package, CancellationToken cancellationToken)
    {
        await using var trial = await TransformTrial.StartAsync(pages, cancellationToken);
        return await trial.RunAsync(package, cancellationToken);
    }
}
