namespace Twin.Tests.Host;

public sealed class ScheduleClockTests
{
    private const string Reconcile = "spotify-dev-reconcile";
    private static readonly DateTimeOffset Created = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_day_has_one_extraction_and_the_other_schedules_fire_in_between()
    {
        var clock = new ScheduleClock(await StackAsync("rate(5 hours)"), Created);

        Assert.Equal(["05:00 reconcile", "06:00 schedule"], Told(clock.UntilNextReading()));
        Assert.Equal(
            [
                "08:00 crawler", "10:00 reconcile", "15:00 reconcile", "20:00 reconcile", "01:00 reconcile",
                "06:00 reconcile", "06:00 schedule",
            ],
            Told(clock.UntilNextReading()));
    }

    [Fact]
    public async Task After_the_last_day_each_other_schedule_fires_once_or_until_the_next_extraction()
    {
        var stack = await StackAsync("rate(6 hours)");
        var (once, all) = (new ScheduleClock(stack, Created), new ScheduleClock(stack, Created));
        _ = once.UntilNextReading().Count();
        _ = all.UntilNextReading().Count();

        Assert.Equal(["08:00 crawler", "12:00 reconcile"], Told(once.BeforeNextReading(once: true)));
        Assert.Equal(
            ["08:00 crawler", "12:00 reconcile", "18:00 reconcile", "00:00 reconcile"],
            Told(all.BeforeNextReading(once: false)));
    }

    [Fact]
    public async Task A_schedule_that_fires_after_the_next_extraction_does_not_fire_after_the_last_day()
    {
        var clock = new ScheduleClock(await StackAsync("cron(0 7 2 11 ? 2026)"), Created);
        _ = clock.UntilNextReading().Count();

        Assert.Equal(["08:00 crawler"], Told(clock.BeforeNextReading(once: true)));
    }

    [Fact]
    public async Task Plays_are_read_every_hour_and_make_no_day_of_their_own()
    {
        var stack = Scheduled(await StackLoader.LoadAsync(StackConfiguration.Read(PulumiProject.Folder, "dev")
            .WithSecrets(Stacks.ClientSecret, Stacks.RefreshToken)
            .With([KeyValuePair.Create("plays", "true")])), "rate(6 hours)");
        var clock = new ScheduleClock(stack, Created);
        var extract = new ScheduleClock(stack, Created, onlyReading: true);

        var first = Told(clock.UntilNextReading()).ToList();
        Assert.Equal(["01:00 plays", "02:00 plays"], first[..2]);
        Assert.Equal(["05:00 plays", "06:00 plays", "06:00 reconcile", "06:00 schedule"], first[^4..].Order());
        Assert.Equal("06:00 schedule", first[^1]);
        var second = Told(clock.UntilNextReading()).ToList();
        Assert.Equal(24, second.Count(IsOfPlays));
        Assert.Equal(["07:00 plays", "06:00 schedule"], [second[0], second[^1]]);
        Assert.Equal(["12:00 reconcile"], Told(clock.BeforeNextReading(once: true)));
        // 6 and 24 have fired: two whole days are 48.
        Assert.Equal(18, Told(clock.BeforeNextReading(once: false)).Count(IsOfPlays));
        Assert.Equal(7, extract.UntilNextReading().Count());
        Assert.Equal(
            ["plays", "schedule", "reconcile", "crawler"], clock.Rules.Select(rule => rule.PhysicalName.Split('-')[^1]));

        static bool IsOfPlays(string firing) => firing.EndsWith("plays", StringComparison.Ordinal);
    }

    private static async Task<DeclaredStack> StackAsync(string reconcile) =>
        Scheduled(await Stacks.Load("dev"), reconcile);

    private static DeclaredStack Scheduled(DeclaredStack stack, string reconcile) => stack
        .With(
            EventBridgeResources.EventRule,
            "spotify-dev-schedule",
            rule => rule.Set("scheduleExpression", "cron(0 6 * * ? *)"))
        .With(EventBridgeResources.EventRule, Reconcile, rule => rule.Set("scheduleExpression", reconcile));

    private static IEnumerable<string> Told(IEnumerable<(DeclaredResource Rule, DateTimeOffset Time)> fired) =>
        fired.Select(firing => $"{firing.Time:HH:mm} {firing.Rule.PhysicalName.Split('-')[^1]}");
}
