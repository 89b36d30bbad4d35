using Twin.Cli.Charts;

namespace Twin.Cli.Music;

internal static class YearCharts
{
    public static MusicSection ReleaseYears { get; } = new(
        "release_years",
        "Release years",
        [MusicSection.PlaylistId, MusicSection.Playlist, "release_year", "songs"],
        query => PlaylistFigures.Create(query, YearsOf));

    public static MusicSection Age { get; } = new(
        "music_age",
        "Age of the music",
        [MusicSection.PlaylistId, MusicSection.Playlist, MusicSection.Day, "median_age_years"],
        query => SeriesFigures.Create(
            query,
            "Median age of the songs, in years",
            MusicSection.Day,
            "median_age_years",
            years => years.ToString("0.#", CultureInfo.InvariantCulture)));

    private static Figure? YearsOf(string id, string playlist, IReadOnlyList<MusicRow> rows)
    {
        var years = rows
            .Where(row => row.Whole("release_year") is > 1000 and < 3000 && row.Number("songs") is > 0)
            .GroupBy(row => row.Whole("release_year")!.Value)
            .OrderBy(year => year.Key)
            .Select(year => new YearValue(year.Key, year.Sum(row => row.Number("songs")!.Value)))
            .ToList();
        if (years.Count == 0)
        {
            return null;
        }

        var most = years.Max(year => year.Value);
        var best = years.Where(year => year.Value == most).ToList();
        return new Figure(
            id,
            playlist,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{years[0].Year} to {years[^1].Year}, at most {PlaylistFigures.Count((int)most, "song")} of a year")
            + (best.Count == 1 ? string.Create(CultureInfo.InvariantCulture, $": {best[0].Year}") : ""),
            new ColumnChart([.. years], "songs"),
            PlaylistFigures.TableOf($"Release years: {playlist}", rows, "release_year", "songs"));
    }
}
