using Twin.Cli.Charts;

namespace Twin.Cli.Music;

/// <summary>A year of listening, as the named query gives it.</summary>
/// <param name="Months">The minutes of each month.</param>
internal sealed record YearReview(
    int Year, double Minutes, double Plays, double Discoveries, ImmutableArray<double> Months,
    ImmutableArray<MusicRow> Songs, ImmutableArray<MusicRow> Artists, ImmutableArray<MusicRow> Albums)
{
    public static MusicSection Section { get; } = new(
        "year_in_review", "The year in review", ["period", "what", "place", "name", "artist", "value"], FiguresOf);

    public string Title => string.Create(CultureInfo.InvariantCulture, $"My music in {Year}");

    /// <summary>The years with plays.</summary>
    public static ImmutableArray<int> YearsOf(MusicQuery query) =>
    [
        .. query.Values.Where(row => row.Text("period").Length == 4).Select(row => row.Whole("period"))
            .OfType<int>().Distinct().Order(),
    ];

    public static YearReview Read(MusicQuery query, int year)
    {
        var period = year.ToString(CultureInfo.InvariantCulture);
        var rows = query.Values.Where(row => row.Text("period") == period).ToLookup(row => row.Text("what"));
        var months = query.Values.Where(row => row.Text("what") == "minutes")
            .ToLookup(row => row.Text("period"), row => row.Number("value") ?? 0);
        return new YearReview(
            year,
            Sum("minutes"),
            Sum("plays"),
            Sum("discoveries"),
            [
                .. Enumerable.Range(1, 12).Select(month =>
                    months[string.Create(CultureInfo.InvariantCulture, $"{period}-{month:00}")].Sum()),
            ],
            Places("song"),
            Places("artist"),
            Places("album"));

        double Sum(string what) => rows[what].Sum(row => row.Number("value") ?? 0);

        ImmutableArray<MusicRow> Places(string what) =>
            [.. rows[what].Where(row => row.Whole("place") > 0).OrderBy(row => row.Whole("place"))];
    }

    public Figure ToFigure() => new(
        "year-in-review-picture",
        Title,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Minutes:#,0} minutes, {Plays:#,0} plays, {Discoveries:#,0} songs played for the first time"),
        new YearPicture(this),
        new DataTable(
            Title,
            ["", "place", "name", "artist", "plays"],
            [
                .. from kind in new[] { ("song", Songs), ("artist", Artists), ("album", Albums) }
                   from row in kind.Item2
                   select ImmutableArray.Create<object?>(
                       kind.Item1, row.Whole("place"), row.Name("name"), row.Text("artist"), row.Whole("value")),
            ]));

    private static IEnumerable<Figure> FiguresOf(MusicQuery query) =>
        YearsOf(query) is { IsEmpty: false } years ? [Read(query, years[^1]).ToFigure()] : [];
}
