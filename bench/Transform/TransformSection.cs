using System.Collections.Immutable;
using System.Globalization;
using Local.Costs;

namespace Bench.Transform;

/// <summary>What the measurements of the transform say.</summary>
internal sealed class TransformSection(ImmutableArray<ShapeMeasurement> shapes)
{
    private const double Mebibyte = 1024 * 1024;

    /// <summary>Tables, and what to know for reading them.</summary>
    public string ToMarkdown() => $"""
        Raw pages of one playlist as the API has given them, before 2026 and since then, from files; each of these is a
        process of its own, from its start to its end, one after the other in rounds. A ratio is of two processes of the
        same round; the middle one of the rounds stands first, the best one behind it.

        {Times().ToMarkdown()}
        """;

    private TextTable Times() => new(
        [
            "shape", "what", "time", "processors", "÷ bare walk", "processors ÷", "÷ DuckDB", "entries/s",
            "allocated/entry", "above idle",
        ],
        [
            .. shapes.SelectMany(shape => Enum.GetValues<Job>().Where(job => job != Job.Idle).Select(job =>
            {
                var time = Spread.Of(shape.Of(job).Select(measured => measured.Time.TotalSeconds));
                var work = Spread.Of(shape.Of(job).Select(measured => measured.Result.ProcessorSeconds));
                var allocated = Spread.Of(shape.Of(job).Select(measured => (double)measured.Result.AllocatedBytes));
                return ImmutableArray.Create(
                    ShapeMeasurement.NameOf(shape.Era),
                    job.ToString(),
                    Text(time, "0.00 s"),
                    Text(work, "0.00 s"),
                    Text(shape.Ratio(job, Job.Walk), "0.00"),
                    Text(shape.ProcessorRatio(job, Job.Walk), "0.00"),
                    Text(shape.Ratio(job, Job.DuckDb), "0.00"),
                    Number(shape.Entries / time.Median),
                    Number(allocated.Median / shape.Entries) + " B",
                    Number(shape.AboveIdle(job) / Mebibyte) + " MB");
            })),
        ])
    {
        Words = [0, 1],
    };

    private static string Text(Spread spread, string format) =>
        $"{spread.Median.ToString(format, CultureInfo.InvariantCulture)}, "
        + spread.Least.ToString(format, CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
