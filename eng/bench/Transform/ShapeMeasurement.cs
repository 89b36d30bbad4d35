namespace Bench.Transform;

/// <summary>The measurements of all jobs over the same pages, in several rounds.</summary>
/// <param name="Bytes">The length of all pages, in bytes.</param>
/// <param name="Rounds">The rounds, each with every job once.</param>
/// <param name="Function">The result of the transform function for the same pages over S3.</param>
internal sealed record ShapeMeasurement(
    Era Era, int Entries, long Bytes, ImmutableArray<Round> Rounds, InvokeResult Function)
{
    public static string NameOf(Era era) => era == Era.Legacy ? "before 2026" : "2026";

    public IEnumerable<JobMeasurement> GetMeasurements(Job job) => Rounds.Select(round => round[job]);

    /// <summary>The times of the whole processes, in seconds.</summary>
    public MedianAndBest Times(Job job) => MedianAndBest.From(TimesOf(job));

    /// <summary>The processor time of the processes, in seconds.</summary>
    public MedianAndBest Work(Job job) => MedianAndBest.From(WorkOf(job));

    public MedianAndBest Ratio(Job job, Job other) => MedianAndBest.OfRatio(TimesOf(job), TimesOf(other));

    /// <summary>The ratio of the processor times to another job's.</summary>
    public MedianAndBest ProcessorRatio(Job job, Job other) => MedianAndBest.OfRatio(WorkOf(job), WorkOf(other));

    /// <summary>Checks that the jobs made the same tables, since speeds are comparable only then.</summary>
    public void RequireEqualRows()
    {
        var expected = Rows(Rounds[0][Job.Transform]);
        foreach (var measured in Rounds.SelectMany(round => round.All).Where(job => job.Result.Rows.Count > 0))
        {
            if (Rows(measured) != expected)
            {
                throw new RunFailedException(
                    $"{Job.Transform} made {expected}, and {measured.Job} made {Rows(measured)}.");
            }
        }
    }

    private IEnumerable<double> TimesOf(Job job) => GetMeasurements(job).Select(measured => measured.Time.TotalSeconds);

    private IEnumerable<double> WorkOf(Job job) =>
        GetMeasurements(job).Select(measured => measured.Result.ProcessorSeconds);

    private static string Rows(JobMeasurement measured) => string.Join(
        ", ",
        measured.Result.Rows.OrderBy(table => table.Key, StringComparer.Ordinal).Select(table => string.Create(
            CultureInfo.InvariantCulture, $"{table.Key} {table.Value}")));
}

internal sealed record Round(ImmutableArray<JobMeasurement> All)
{
    public JobMeasurement this[Job job] => All.Single(measured => measured.Job == job);

    /// <summary>The round in one line, for a person who waits.</summary>
    public string Description => string.Join(", ", All.OrderBy(measured => measured.Job).Select(measured =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{measured.Job} {measured.Time.TotalSeconds:0.00} s ({measured.Result.ProcessorSeconds:0.00})")));
}

/// <param name="Best">The least; for ratios, the least divided by the least.</param>
internal sealed record MedianAndBest(double Median, double Best)
{
    public static MedianAndBest From(IEnumerable<double> times)
    {
        var ordered = times.Order().ToList();
        return new MedianAndBest(ordered[ordered.Count / 2], ordered[0]);
    }

    public static MedianAndBest OfRatio(IEnumerable<double> times, IEnumerable<double> others)
    {
        var pairs = times.Zip(others).ToList();
        return new MedianAndBest(
            From(pairs.Select(pair => pair.First / pair.Second)).Median,
            pairs.Min(pair => pair.First) / pairs.Min(pair => pair.Second));
    }
}
