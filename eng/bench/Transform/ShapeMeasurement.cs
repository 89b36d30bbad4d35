using System.Collections.Immutable;
using System.Globalization;
using Local.Aws.Declaration;
using Local.Aws.Lambda;
using Local.Spotify.Configuration;

namespace Bench.Transform;

/// <summary>All jobs over the same pages, several times.</summary>
/// <param name="Era">The shape of the pages.</param>
/// <param name="Entries">In all pages.</param>
/// <param name="Bytes">Of all pages.</param>
/// <param name="Rounds">Each has every job once.</param>
/// <param name="Function">What the transform function took for them over S3.</param>
internal sealed record ShapeMeasurement(
    Era Era, int Entries, long Bytes, ImmutableArray<Round> Rounds, InvokeResult Function)
{
    /// <summary>In the report.</summary>
    public static string NameOf(Era era) => era == Era.Legacy ? "before 2026" : "2026";

    /// <summary>What the job took, round by round.</summary>
    public IEnumerable<JobMeasurement> Of(Job job) => Rounds.Select(round => round[job]);

    /// <summary>The whole processes' times, in seconds.</summary>
    public MedianAndBest Times(Job job) => MedianAndBest.Of(TimesOf(job));

    /// <summary>How long processors worked for them, in seconds.</summary>
    public MedianAndBest Work(Job job) => MedianAndBest.Of(WorkOf(job));

    /// <summary>The times beside the other's.</summary>
    public MedianAndBest Ratio(Job job, Job other) => MedianAndBest.OfRatio(TimesOf(job), TimesOf(other));

    /// <summary>The work beside the other's.</summary>
    public MedianAndBest ProcessorRatio(Job job, Job other) => MedianAndBest.OfRatio(WorkOf(job), WorkOf(other));

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

    private IEnumerable<double> TimesOf(Job job) => Of(job).Select(measured => measured.Time.TotalSeconds);

    private IEnumerable<double> WorkOf(Job job) => Of(job).Select(measured => measured.Result.ProcessorSeconds);

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
