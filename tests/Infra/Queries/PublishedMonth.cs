namespace Tests.Infra.Queries;

/// <summary>A fixed synthetic month of more than 31 days, published with a replayed and a late day.</summary>
public sealed class PublishedMonth : IAsyncLifetime
{
    private const int Days = 35;
    private const int LateDay = 6;
    private const int ReplayedDay = 20;

    private static readonly DateOnly First = new(2026, 11, 1);

    private readonly ImmutableArray<PlayedSnapshot> _snapshots =
        SyntheticLake.Create(seed: 20261122, First, Days, playlists: 4, entries: 16);

    private readonly ImmutableArray<RecordedPlay> _plays =
        SyntheticPlays.Create(seed: 20261122, new PlayedMonth(2026, 10), months: 2, perMonth: 400);

    private PublishedLake? _lake;

    internal PublishedLake Lake => _lake!;

    internal ExpectedLake Expected => new(_snapshots);

    internal ExpectedAnswers Answers => new(Expected, Today);

    internal ExpectedQuestions Questions => new(Expected, Answers);

    internal ExpectedPlays Plays => new(_plays);

    internal static DateOnly Today => First.AddDays(Days - 1);

    public async ValueTask InitializeAsync()
    {
        _lake = await PublishedLake.StartAsync(Today);
        var replayed = First.AddDays(ReplayedDay);
        var late = First.AddDays(LateDay);

        // A replay will have fewer rows and other ones.
        _lake.Write(_snapshots.Where(snapshot => snapshot.Day != late && snapshot.Day != replayed));
        _lake.Write(_snapshots.Where(snapshot => snapshot.Day == replayed).Select(Longer));
        await _lake.PublishAsync(First, Today);

        _lake.Write(_snapshots.Where(snapshot => snapshot.Day == late || snapshot.Day == replayed));
        await _lake.PublishAsync(replayed, replayed);
        await _lake.PublishAsync(late, late);

        _lake.Write(SyntheticPlays.Files(_plays));
        await _lake.PublishPlaysAsync(new PlayedMonth(2026, 10), new PlayedMonth(2026, 11));
    }

    public ValueTask DisposeAsync() => _lake?.DisposeAsync() ?? ValueTask.CompletedTask;

    private PlayedSnapshot Longer(PlayedSnapshot snapshot) => new(
        snapshot.PlaylistId,
        snapshot.Day,
        "Under another name",
        [.. snapshot.Entries.Reverse(), .. _snapshots[0].Entries]);
}
