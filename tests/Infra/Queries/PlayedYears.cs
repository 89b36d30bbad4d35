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
            .DistinctBy(play => play.At),
    ];

    // Songs from 40 on are never played.
    internal static ImmutableArray<OwnList> Lists { get; } =
    [
        .. from day in (DateOnly[])[new(2026, 11, 10), new(2026, 11, 12), new(2026, 11, 29)]
           from list in (string[])["liked", "top-tracks-medium", "top-tracks-short"]
           let songs = Enumerable.Range(0, 16).Select(place => OwnSong.Of((place * 11 + day.Day) % 50, place % 3))
           select new OwnList(list, day, [.. songs]),
    ];

    internal PublishedLake Lake => _lake!;

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
}
