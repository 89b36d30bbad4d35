using Twin.Cli.Chaos;

namespace Twin.Tests.Cli.Chaos;

public sealed class JudgementTests(JudgementTests.SoundStack sound) : IClassFixture<JudgementTests.SoundStack>
{
    private const string Playlist = "1EaqVKoOFOiJAWouhnqFFP";

    [Fact]
    public async Task Faults_happen_and_the_tables_are_those_of_the_run_without()
    {
        AwsFault[] faults =
        [
            new(AwsFaultKind.EventLost, Places.PublicationEvent, Times: 2),
            new(AwsFaultKind.Conflict, "extract writes, on a condition, raw/state/lease.json"),
            new(AwsFaultKind.KilledAfter, $"transform writes processed/songs/snapshot_date=2026-11-02/{Playlist}.csv"),
            new(AwsFaultKind.Another, $"transform writes processed/albums/snapshot_date=2026-11-03/{Playlist}.csv"),
            new(AwsFaultKind.AnotherExecution, "the state 'Merge chart entries'"),
            new(AwsFaultKind.StateFailsAfter, "the state 'Record the month'"),
        ];

        var (outcome, wrong) = await sound.Judgement.JudgeAsync([.. faults], Cancel);

        Assert.Equal(faults, faults.Where(outcome.Happened.Contains));
        Assert.Empty(wrong);
        Assert.Equal(sound.Judgement.Reference.Extracted, outcome.Extracted);
    }

    [Fact]
    public async Task A_day_that_is_not_read_is_absent_as_a_whole_and_an_alarm_tells_of_it()
    {
        AwsFault[] faults =
        [
            new(AwsFaultKind.KilledBefore, "extract reads raw/settings/playlists.txt", 2),
            new(AwsFaultKind.EventLost, Places.PublicationEvent, Times: 2),
        ];

        var (outcome, wrong) = await sound.Judgement.JudgeAsync([.. faults], Cancel);

        Assert.Empty(wrong);
        var absent = sound.Judgement.Reference.Extracted.Except(outcome.Extracted);
        Assert.Equal(new DateOnly(2026, 11, 2), Assert.Single(absent.Select(day => day.Day).Distinct()));
    }

    [Fact]
    public async Task A_stack_without_repair_is_found_and_the_shortest_list_is_told()
    {
        var run = new ChaosRun { Change = WithoutRepair };
        var judgement = await Judgement.CreateAsync(run, asksQueries: false, Cancel);
        AwsFault lost = new(
            AwsFaultKind.EventLost,
            judgement.Reference.Passed.Keys.First(place =>
                place.StartsWith("the event of raw/playlist", StringComparison.Ordinal)));
        AwsFault[] faults =
        [
            new(AwsFaultKind.EventLost, Places.PublicationEvent, Times: 3),
            lost with { Times = 4 },
        ];

        var (_, wrong) = await judgement.JudgeAsync([.. faults], Cancel);
        var shortest = await Shrinking.ShrinkAsync(
            [.. faults],
            async fewer => !(await judgement.JudgeAsync(fewer, Cancel)).Wrong.IsEmpty);

        Assert.Contains(wrong, sentence => sentence.StartsWith("The file songs/", StringComparison.Ordinal)
            && sentence.EndsWith(".csv is missing.", StringComparison.Ordinal));
        Assert.Equal([lost], shortest);
    }

    private static DeclaredStack WithoutRepair(DeclaredStack stack) =>
        ChaosRun.WithSchedule(stack, "reconcile", "rate(30 days)");

    public sealed class SoundStack : IAsyncLifetime
    {
        internal Judgement Judgement { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Judgement = await Judgement.CreateAsync(new ChaosRun(), asksQueries: true, Cancel);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
