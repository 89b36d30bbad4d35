using Twin.Cli.Costs;

namespace Bench.Transform;

internal sealed class TransformSection(ImmutableArray<ShapeMeasurement> shapes, StartUpMeasurement start)
{
    private const double Mebibyte = 1024 * 1024;

    // The targets: at most the time of a bare walk over the JSON, and a quarter of DuckDB's time.
    private const double MaxBesideWalk = 1.0;
    private const double MaxBesideDuckDb = 0.25;
    private const double MaxBesidePython = 1 / 3.0;
    private const int MaxMegabytesAboveIdle = 64;

    /// <summary>Tables, with the notes that a reader needs.</summary>
    public string ToMarkdown() => string.Create(CultureInfo.InvariantCulture, $"""
        ### Speed

        Raw pages of one playlist, made by rule in the shapes that the API had before 2026
        ({PerEntry(Era.Legacy):#,0} bytes an entry) and has since ({PerEntry(Era.Development2026):#,0}), from files
        that the system has in memory, to seven tables. Each row is a process of its own, from its start to its end, one
        after the other in {shapes[0].Rounds.Length} {(shapes[0].Rounds.Length == 1 ? "round" : "rounds")}. A time has
        the middle of the rounds and behind it the best; a ratio is of two processes of the same round, its middle, and
        behind it best time ÷ best time. *Processors* is the time that processors worked: other programs on the machine
        lengthen the time, and the work less. The bare walk reads every token with `Utf8JsonReader` and does nothing
        with it. The transform's code is as the package has it that is ready to run; it writes CSV with
        CsvHelper, and hashes what it reads, as it must, and what it writes.
        DuckDB has one thread, is told the types, and may keep any of several equal rows.

        {Times().ToMarkdown()}
        {Aims()}

        ### Memory

        The transform function in a process of its own over the twin's S3: the peak of its working set when it is ready
        for the event (*idle*), and at the end. All ids are distinct, and all tables above 256 KB are files.

        {Memory().ToMarkdown()}
        ### Start-up

        From a process's start to the answer, when the tables of one page of 100 entries and their marker are written
        over the twin's S3: three objects asked for, eight written. The package *ready to run* is compiled ahead for
        this machine. Python imports pandas and boto3, and gets the page; it writes nothing.

        {Starts().ToMarkdown()}
        {StartNotes()}
        """);

    private double PerEntry(Era era)
    {
        var shape = shapes.Single(shape => shape.Era == era);
        return shape.Bytes / (double)shape.Entries;
    }

    private TextTable Times() => new(
        [
            "shape", "what", "time", "processors", "÷ walk", "work ÷ walk's", "÷ DuckDB", "entries/s", "allocated/entry",
        ],
        [
            .. shapes.SelectMany(shape => Enum.GetValues<Job>().Where(job => job != Job.Idle).Select(job =>
            {
                var time = shape.Times(job);
                var allocated = MedianAndBest.From(
                    shape.GetMeasurements(job).Select(measured => (double)measured.Result.AllocatedBytes));
                return ImmutableArray.Create(
                    ShapeMeasurement.NameOf(shape.Era),
                    Word(job),
                    Text(time, "0.00 s"),
                    Text(shape.Work(job), "0.00 s"),
                    Text(shape.Ratio(job, Job.Walk), "0.00"),
                    Text(shape.ProcessorRatio(job, Job.Walk), "0.00"),
                    Text(shape.Ratio(job, Job.DuckDb), "0.00"),
                    Number(shape.Entries / time.Median),
                    job == Job.DuckDb ? "" : Number(allocated.Median / shape.Entries) + " B");
            })),
        ])
    {
        Words = [0, 1],
    };

    private string Aims()
    {
        var old = shapes.Single(shape => shape.Era == Era.Legacy);
        var lines = new[]
        {
            Beside(old, "the transform", Job.Transform, "the bare walk", Job.Walk, MaxBesideWalk),
            Beside(old, "without SHA-256", Job.TransformWithoutHash, "the bare walk", Job.Walk, MaxBesideWalk),
            Beside(old, "the transform", Job.Transform, "the walk with SHA-256", Job.WalkAndHash, MaxBesideWalk),
            Beside(old, "the transform", Job.Transform, "DuckDB", Job.DuckDb, MaxBesideDuckDb),
        };
        return string.Join('\n', lines);
    }

    private static string Beside(
        ShapeMeasurement shape, string what, Job job, string beside, Job other, double most) =>
        Aim(
            $"In the old shape {what} beside {beside}, work {Text(shape.ProcessorRatio(job, other), "0.00")}, time",
            shape.Ratio(job, other),
            most);

    private static string Aim(string what, MedianAndBest ratio, double most) => string.Create(
        CultureInfo.InvariantCulture,
        $"* {what}: {Text(ratio, "0.00")}; the aim is at most {most:0.00}: {(ratio.Median <= most ? "met" : "not met")}.");

    private TextTable Memory() => new(
        ["shape", "entries", "bytes", "time", "idle", "peak", "above idle", "aim"],
        [
            .. shapes.Select(shape =>
            {
                var (idle, peak) = (shape.Function.InitMemoryUsed ?? 0, shape.Function.MaxMemoryUsed);
                return ImmutableArray.Create(
                    ShapeMeasurement.NameOf(shape.Era),
                    Number(shape.Entries),
                    Number(shape.Bytes / Mebibyte) + " MB",
                    Seconds(shape.Function.Duration),
                    $"{idle} MB",
                    $"{peak} MB",
                    $"{peak - idle} MB",
                    $"< {MaxMegabytesAboveIdle} MB: {(peak - idle < MaxMegabytesAboveIdle ? "met" : "not met")}");
            }),
        ]);

    private TextTable Starts()
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        if (!start.Compiled.IsEmpty)
        {
            rows.Add(Row("ready to run", start.Compiled));
        }

        rows.Add(Row("compiled when it runs", start.Portable));
        if (start.Python is { } python)
        {
            rows.Add(
            [
                python.Versions,
                Text(MedianAndBest.From(start.PythonTimes.Select(time => time.TotalSeconds)), "0.00 s"),
                "",
                "",
                "1.00, 1.00",
                "",
            ]);
        }

        return new TextTable(["what", "time", "until ready", "invocation", "÷ Python", "peak"], rows.ToImmutable());
    }

    private ImmutableArray<string> Row(string what, ImmutableArray<InvokeResult> results) =>
    [
        what,
        Text(MedianAndBest.From(results.Select(result => StartUpMeasurement.TimeOf(result).TotalSeconds)), "0.00 s"),
        Text(MedianAndBest.From(results.Select(result => result.InitDuration!.Value.TotalSeconds)), "0.00 s"),
        Text(MedianAndBest.From(results.Select(result => result.Duration.TotalSeconds)), "0.00 s"),
        BesidePython(results) is { } ratio ? Text(ratio, "0.00") : "",
        $"{results.Max(result => result.MaxMemoryUsed)} MB",
    ];

    private MedianAndBest? BesidePython(ImmutableArray<InvokeResult> results) => start.Python is null
        ? null
        : MedianAndBest.OfRatio(
            results.Select(result => StartUpMeasurement.TimeOf(result).TotalSeconds),
            start.PythonTimes.Select(time => time.TotalSeconds));

    private string StartNotes()
    {
        var notes = new List<string>();
        if (start.NotCompiled is { } reason)
        {
            notes.Add($"* Not measured: the package that is ready to run, for {reason}.");
        }

        if (start.Python is null)
        {
            notes.Add(
                $"* Not measured: Python with pandas and boto3, for it is not there. `{PythonBaseline.Installation}` "
                + "installs it on Debian.");
        }
        else
        {
            var best = start.Compiled.IsEmpty ? start.Portable : start.Compiled;
            notes.Add(Aim("Tables beside Python's page", BesidePython(best)!, MaxBesidePython));
        }

        return string.Join('\n', notes);
    }

    private static string Word(Job job) => job switch
    {
        Job.Walk => "bare walk",
        Job.WalkAndHash => "bare walk and SHA-256",
        Job.Transform => "transform",
        Job.TransformWithoutHash => "transform without SHA-256",
        _ => "DuckDB",
    };

    private static string Text(MedianAndBest spread, string format) =>
        $"{spread.Median.ToString(format, CultureInfo.InvariantCulture)}, "
        + spread.Best.ToString(format, CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00 s", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
