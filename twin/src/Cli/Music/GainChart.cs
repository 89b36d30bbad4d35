using Twin.Cli.Charts;

namespace Twin.Cli.Music;

/// <summary>The songs with the greatest gains and losses.</summary>
internal static class GainChart
{
    private const int Shown = 6;

    /// <summary>The rows that have gained or lost, the greatest gain first.</summary>
    public static ImmutableArray<MusicRow> Order(IEnumerable<MusicRow> rows, string column) =>
        [.. rows.Where(row => row.Whole(column) is not (null or 0)).OrderByDescending(row => row.Whole(column))];

    public static BarChart Create(
        ImmutableArray<MusicRow> ordered, string column, Func<MusicRow, string> detailOf) => new(
        [
            .. ordered.Where(row => row.Whole(column) > 0).Take(Shown)
                .Concat(ordered.Where(row => row.Whole(column) < 0).TakeLast(Shown))
                .Select(row => new Bar(
                    row.Name("song"),
                    $"{row.Name("artist")}: {detailOf(row)}",
                    row.Whole(column)!.Value,
                    row.Whole(column) > 0 ? "gain" : "loss")),
        ],
        gain => gain.ToString("+0;−0;0", CultureInfo.InvariantCulture));
}
