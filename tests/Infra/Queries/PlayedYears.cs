namespace Tests.Infra.Queries;

/// <summary>Plays of several years, also around changes of clocks, and the user's own charts and liked songs of the
/// last weeks.</summary>
public sealed class PlayedYears : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    // The changes of Europe and of Lord Howe, to summer and back.
    private static readonly DateTime[] Changes =
    [
        new(2026, 3, 29, 1, 0, 0), new(2026, 10, 25, 1, 0, 0), new(2026, 4, 4, 15, 0, 0), new(2026, 10, 3, 15, 30, 0),
    ];

    private PublishedLake? _lake;

    internal static ImmutableArray<RecordedPlay> Plays { get; } =
    [
        .. ((PlayedMonth[])[new(2008, 10), new(2010, 12), new(2025, 12), new(2026, 3), new(2026, 10), new(2026, 11)])
            .SelectMany(month => SyntheticPlays.Create(month.FirstDay.DayNumber, month, months: 1, perMonth: 250))
            .Concat(Changes.SelectMany((change, seed) => SyntheticPlays.Around(seed, change)))
            .DistinctBy(play => play.At)
            .SelectMany((play, index) => index % 50 == 0
                ? [play, play with { MsPlayed = (play.ListenedMs ?? 0) + 90_000 }]
                : (RecordedPlay[])[play])
            .Concat(Unusual),
    ];

    // Songs from 40 on are never played.
    internal static ImmutableArray<OwnList> Lists { get; } =
    [
        .. from day in (DateOnly[])[new(2026, 11, 10), new(2026, 11, 12), new(2026, 11, 29)]
           from list in (string[])["liked", "top-tracks-medium", "top-tracks-short"]
           let songs = Enumerable.Range(0, 16).Select(place => Listed((place * 11 + day.Day) % 50, place % 3))
           select new OwnList(list, day, [.. songs]),
    ];

    internal PublishedLake Lake => _lake!;

    // A month of unknown length without a song, more new songs than a month shows, two songs and albums that differ in
    // where the name ends, and plays over a change of clocks and over midnight.
    private static IEnumerable<RecordedPlay> Unusual =>
    [
        new(new DateTime(2008, 11, 5), "episode", "e", "Episode", null),
        .. Enumerable.Range(0, 110).Select(song => new RecordedPlay(
            new DateTime(2008, 12, 20).AddMinutes(song), "local", null, $"Once {song}", "One")
        {
            MsPlayed = 40_000 + song,
        }),
        new(new DateTime(2025, 10, 26, 1, 10, 0), "track", null, "Intro - Live", "X")
        {
            MsPlayed = 10_000_000, Album = "Intro - Live",
        },
        new(new DateTime(2025, 10, 29, 0, 5, 0), "track", null, "Intro", "Live - X")
        {
            MsPlayed = 1_200_000, Album = "Intro",
        },
    ];

    public async ValueTask InitializeAsync()
    {
        _lake = await PublishedLake.StartAsync(Today);
        await _lake.WriteAsync(Lists.Select(list => list.Stored));
        await _lake.PublishAsync(Lists[0].Day, Today);
        _lake.Write(SyntheticPlays.Files(Plays));
        foreach (var year in Plays.Select(play => play.Month).GroupBy(month => month.FirstDay.Year))
        {
            await _lake.PublishPlaysAsync(new PlayedMonth(year.Key, 1), new PlayedMonth(year.Key, 12));
        }
    }

    public ValueTask DisposeAsync() => _lake?.DisposeAsync() ?? ValueTask.CompletedTask;

    // Some have an id of which there is no play, and of these some no ISRC.
    private static OwnSong Listed(int song, int edition)
    {
        var own = OwnSong.Of(song, edition);
        return song % 3 > 0 ? own : own with { Id = $"{own.Id}x", Isrc = song % 2 == 0 ? null : own.Isrc };
    }
}
