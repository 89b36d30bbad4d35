using System.Collections.Immutable;
using System.Globalization;
using Local;
using Local.Spotify;

namespace Bench.Transform;

/// <summary>All jobs over the same pages, several times.</summary>
/// <param name="Era">The shape of the pages.</param>
/// <param name="Entries">In all pages.</param>
/// <param name="Bytes">Of all pages.</param>
/// <param name="Rounds">Each has every job once.</param>
internal sealed record ShapeMeasurement(Era Era, int Entries, long Bytes, ImmutableArray<Round> Rounds)
{
    /// <summary>In the report.</summary>
    public static string NameOf(Era era) => era == Era.Legacy ? "before 2026" : "2026";

    /// <summary>What the job took, round by round.</summary>
    public IEnumerable<JobMeasurement> Of(Job job) => Rounds.Select(round => round[job]);

    /// <summary>The whole processes' time, beside the other's of the same round.</summary>
    public Spread Ratio(Job job, Job other) =>
        Spread.Of(Rounds.Select(round => round[job].Time / round[other].Time));

    /// <summary>The same of the time that the processors worked.</summary>
    public Spread ProcessorRatio(Job job, Job other) => Spread.Of(
        Rounds.Select(round => round[job].Result.ProcessorSeconds / round[other].Result.ProcessorSeconds));

    /// <summary>What the job has held above a process that does nothing, in bytes: the most of all rounds.</summary>
    public long AboveIdle(Job job) =>
        Rounds.Max(round => round[job].Result.PeakBytes - round[Job.Idle].Result.PeakBytes);

    /// <summary>Comparing speeds means something only where the same was done.</summary>
    /// <exception cref="RunFailedException">The tables have other numbers of rows.</exception>
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

    private static string Rows(JobMeasurement measured) => string.Join(
        ", ",
        measured.Result.Rows.OrderBy(table => table.Key, StringComparer.Ordinal).Select(table => string.Create(
            CultureInfo.InvariantCulture, $"{table.Key} {table.Value}")));
}

/// <summary>Every job once.</summary>
internal sealed record Round(ImmutableArray<JobMeasurement> All)
{
    public JobMeasurement this[Job job] => All.Single(measured => measured.Job == job);

    /// <summary>For whoever waits.</summary>
    public string Description => string.Join(", ", All.OrderBy(measured => measured.Job).Select(measured =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{measured.Job} {measured.Time.TotalSeconds:0.00} s ({measured.Result.ProcessorSeconds:0.00})")));
}

/// <summary>Of several measurements.</summary>
internal sealed record Spread(double Least, double Median, double Most)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return new Spread(ordered[0], ordered[ordered.Count / 2], ordered[^1]);
    }
}
