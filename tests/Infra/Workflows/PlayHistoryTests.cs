using Tests.Infra.Queries;

namespace Tests.Infra.Workflows;

/// <summary>The merge of plays, on the declared tables.</summary>
public sealed class PlayHistoryTests
{
    private static readonly PlayedMonth November = new(2025, 11);
    private static readonly PlayedMonth December = new(2025, 12);
    private static readonly PlayedMonth January = new(2026, 1);

    private static readonly ImmutableArray<RecordedPlay> Plays =
        SyntheticPlays.Create(seed: 7, November, months: 3, perMonth: 60);

    [Fact]
    public async Task A_history_has_the_plays_of_its_months_after_plays_came_changed_and_went()
    {
        await using var lake = await StartAsync();
        var (before, after) = (Plays.Where((_, index) => index % 3 > 0), Changed());

        await PublishAsync(lake, before);
        await PublishAsync(lake, after);

        Assert.Equal(RecordedPlay.Rows(after), await lake.TableAsync(AnalyticsTables.PlayHistory));
    }

    [Fact]
    public async Task Plays_that_are_published_already_are_not_written_again()
    {
        await using var lake = await StartAsync();
        await PublishAsync(lake, Plays);
        var before = lake.ObjectsOf(AnalyticsTables.PlayHistory.Prefix);

        await PublishAsync(lake, Plays);

        Assert.NotEmpty(before);
        Assert.Equal(before, lake.ObjectsOf(AnalyticsTables.PlayHistory.Prefix));
    }

    [Fact]
    public async Task Months_of_another_year_stay_as_they_are()
    {
        await using var lake = await StartAsync();
        lake.Write(SyntheticPlays.Files(Plays));

        await lake.PublishPlaysAsync(December, December);
        await lake.PublishPlaysAsync(January, January);

        Assert.Equal(
            RecordedPlay.Rows(Plays.Where(play => play.Month != November)),
            await lake.TableAsync(AnalyticsTables.PlayHistory));
    }

    [Fact]
    public async Task A_play_that_is_there_twice_or_in_another_months_file_makes_no_second_row()
    {
        await using var lake = await StartAsync();
        var play = Plays.First(play => play is { Kind: "track", SongId: not null, MsPlayed: not null });
        var (key, bytes) = SyntheticPlays.Files([play, play with { Skipped = true }, play]).Single();

        for (var time = 0; time < 2; time++)
        {
            lake.Write([(key, bytes), (Tables.Plays.Key(December, TableFormat.Csv), bytes)]);
            await lake.PublishPlaysAsync(November, December);

            Assert.Equal([(play with { Skipped = true }).Row], await lake.TableAsync(AnalyticsTables.PlayHistory));
        }
    }

    private static ImmutableArray<RecordedPlay> Changed() =>
    [
        .. Plays.Where((_, index) => index % 5 > 0)
            .Select((play, index) => index % 4 == 0 ? play with { Skipped = false } : play),
    ];

    private static Task<PublishedLake> StartAsync() => PublishedLake.StartAsync(new DateOnly(2026, 2, 1));

    private static async Task PublishAsync(PublishedLake lake, IEnumerable<RecordedPlay> plays)
    {
        lake.Write(SyntheticPlays.Files(plays));
        await lake.PublishPlaysAsync(November, December);
        await lake.PublishPlaysAsync(January, January);
    }
}
