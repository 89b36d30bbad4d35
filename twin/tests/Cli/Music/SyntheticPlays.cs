using Twin.Cli.Music;

namespace Twin.Tests.Cli.Music;

/// <summary>Made-up results of the queries over plays, in the columns that they have.</summary>
internal static class SyntheticPlays
{
    private static readonly string[] Kinds = ["song", "artist", "album"];

    public static ImmutableArray<MusicQuery> All(DateOnly last, int years, Func<string, string> name)
    {
        var months = Enumerable.Range(0, 12 * years).Select(month => last.AddMonths(-month)).Reverse().ToList();
        var from = months[0];
        return
        [
            Query("listening_days", "day, plays, minutes, songs, artists",
                Enumerable.Range(from.DayNumber, last.DayNumber - from.DayNumber + 1)
                    .Select(day => new object?[] { DateOnly.FromDayNumber(day), 9, day % 300, 8, 7 })),
            Query("listening_hours", "weekday, hour, plays, minutes",
                from weekday in Enumerable.Range(1, 7)
                from hour in Enumerable.Range(0, 24)
                select new object?[] { weekday, hour, hour, weekday * hour * 1.5 }),
            Query("listening_streaks", "what, place, began_at, ended_at, days, plays, minutes",
                from what in (string[])["days", "session"]
                from place in Enumerable.Range(1, 20)
                select new object?[]
                {
                    what, place, $"{from:yyyy-MM-dd} 20:15:00.000", $"{last:yyyy-MM-dd} 23:00:00.000", 30 - place, 99,
                    500.5 - place,
                }),
            .. Kinds.Select(kind => Query(
                $"top_played_{kind}s",
                kind == "artist"
                    ? "month, place, artist_id, artist, plays, minutes"
                    : $"month, place, {kind}_id, {kind}, artist, plays, minutes",
                from month in months.Index()
                from place in Enumerable.Range(1, 20)
                let number = (place + month.Index) % 27
                select (object?[])
                [
                    $"{month.Item:yyyy-MM}", place, number % 5 == 0 ? null : $"{kind}{number}",
                    name($"{kind} {number}"), .. kind == "artist" ? [] : new object?[] { name("artist") }, 99 - place,
                    9.5,
                ])),
            Query(
                "discoveries",
                "month, place, first_day, song_id, song, artist, plays, minutes, last_day, back_on, days_away",
                from month in months
                from place in Enumerable.Range(1, 100)
                select new object?[]
                {
                    $"{month:yyyy-MM}", place, month, $"id{place}", name($"Song {place}"), name("Artist"), 300 - place,
                    9.5, last, place % 9 == 0 ? last : null, place % 9 == 0 ? 90 + place : null,
                }),
            Query("year_in_review", "period, what, place, id, name, artist, value",
                months.Select(month => $"{month:yyyy-MM}").Concat(months.Select(month => $"{month:yyyy}").Distinct())
                    .SelectMany(period => Period(period, name))),
        ];
    }

    private static IEnumerable<object?[]> Period(string period, Func<string, string> name) =>
        ((string[])["minutes", "plays", "discoveries"]).Select((what, index) => new object?[]
        {
            period, what, 1, null, null, null, 54321 + index,
        }).Concat(
            from kind in Kinds
            from place in Enumerable.Range(1, 10)
            select new object?[]
            {
                period, kind, place, $"id{place}", name($"{kind} {place}"), kind == "artist" ? null : name("Artist"),
                99 - place,
            });

    private static MusicQuery Query(string name, string columns, IEnumerable<object?[]> rows) =>
        SyntheticMusic.Query(name, [.. columns.Split(", ")], rows);
}
