using Functions.Extract;
using Infra.Schedules;
using Twin.Aws.EventBridge;
using Twin.Aws.Glue;
using Twin.Aws.Lambda;

namespace Twin.Host;

/// <summary>The times at which the stack's schedules fire. A day of a run is one firing of the schedule that reads
/// Spotify's playlists; the others fire in between, in order of time, also those that read plays.</summary>
internal sealed class ScheduleClock
{
    private readonly List<RuleSchedule> _schedules;

    // The time before the first reading, in which plays were read already.
    private readonly TimeSpan _lead;

    /// <param name="created">The time at which the rules were created: rates count from there.</param>
    /// <param name="onlyReading">True to leave out the schedules that do not read Spotify.</param>
    public ScheduleClock(DeclaredStack stack, DateTimeOffset created, bool onlyReading = false)
    {
        _schedules =
        [
            .. stack.OfType(EventBridgeResources.EventRule)
                .Where(rule => rule.OptionalText("scheduleExpression") is not null)
                .Select(rule => new RuleSchedule(
                    rule, Parse(rule, "scheduleExpression"), StartsReading(stack, rule), created)
                {
                    ReadsPlays = TargetsOf(stack, rule).Any(target =>
                        target.OptionalText("inputTransformer.inputTemplate") == ScheduledEvent.PlaysTemplate),
                }),
            .. stack.OfType(GlueResources.Crawler)
                .Where(crawler => crawler.Has("schedule"))
                .Select(crawler => new RuleSchedule(crawler, Parse(crawler, "schedule"), reads: false, created)),
        ];

        // A rule that invokes no extract is an error in the stack, and the run must get to the point where that shows.
        if (!_schedules.Exists(schedule => schedule.ReadsSpotify))
        {
            _schedules.ForEach(schedule => schedule.ReadsSpotify = schedule.Rule.Is(EventBridgeResources.EventRule));
        }

        _lead = (NextReading() - created) ?? TimeSpan.Zero;
        if (onlyReading)
        {
            _schedules.RemoveAll(schedule => !schedule.ReadsSpotify && !schedule.ReadsPlays);
        }
    }

    /// <summary>All rules and crawlers, those that read Spotify first, and of these those that read plays: the reading
    /// that follows tells how they ended.</summary>
    public IEnumerable<DeclaredResource> Rules => _schedules
        .OrderByDescending(schedule => schedule.ReadsPlays)
        .ThenByDescending(schedule => schedule.ReadsSpotify)
        .Select(schedule => schedule.Rule);

    public bool ReadsPlays(DeclaredResource rule) =>
        _schedules.Exists(schedule => schedule.Rule == rule && schedule.ReadsPlays);

    /// <summary>The schedules that fire up to and including the next reading of Spotify.</summary>
    /// <returns>Empty if Spotify is never read again.</returns>
    public IEnumerable<(DeclaredResource Rule, DateTimeOffset Time)> UntilNextReading()
    {
        while (NextReading() is { } reading)
        {
            var next = _schedules.Where(schedule => schedule.Next <= reading).OrderBy(schedule => schedule.Next)
                .ThenBy(schedule => schedule.ReadsSpotify)
                .First();
            yield return next.Fire();
            if (next.ReadsSpotify)
            {
                // Several schedules may read Spotify at the same time.
                while (_schedules.Find(schedule => schedule.ReadsSpotify && schedule.Next == reading) is { } other)
                {
                    yield return other.Fire();
                }

                yield break;
            }
        }
    }

    /// <summary>The other schedules that fire before the next reading of Spotify; those that read plays fire as often
    /// as in whole days.</summary>
    /// <param name="once">True for each at most once, as always if Spotify is never read again; and without those that
    /// read plays, which only the next reading would publish.</param>
    public IEnumerable<(DeclaredResource Rule, DateTimeOffset Time)> BeforeNextReading(bool once)
    {
        var reading = NextReading();
        var others = _schedules
            .Where(schedule => !schedule.ReadsSpotify && !(once && schedule.ReadsPlays) && IsDue(schedule))
            .ToList();
        while (others.MinBy(schedule => schedule.Next) is { } next)
        {
            yield return next.Fire();
            if (once || reading is null || !IsDue(next))
            {
                others.Remove(next);
            }
        }

        bool IsDue(RuleSchedule schedule) => schedule.Next is { } time
            && (reading is null || (schedule.ReadsPlays ? time <= reading - _lead : time < reading));
    }

    private DateTimeOffset? NextReading() =>
        _schedules.Where(schedule => schedule.ReadsSpotify).Min(schedule => schedule.Next);

    private static IEnumerable<DeclaredResource> TargetsOf(DeclaredStack stack, DeclaredResource rule) =>
        stack.OfType(EventBridgeResources.EventTarget).Where(target => target.Text("rule") == rule.PhysicalName);

    private static bool StartsReading(DeclaredStack stack, DeclaredResource rule) =>
        TargetsOf(stack, rule)
            .Where(target =>
                target.OptionalText("inputTransformer.inputTemplate") != ScheduledEvent.PlaysTemplate)
            .Select(target => stack.ByArn(LambdaResources.Function, target.Text("arn")))
            .Any(function => function?.Has("environment.variables") == true
                && function.Map("environment.variables").ContainsKey(ExtractEnvironment.ApiBaseAddress));

    private static ScheduleExpression Parse(DeclaredResource rule, string property)
    {
        try
        {
            return ScheduleExpression.Parse(rule.Text(property));
        }
        catch (ScheduleException refused)
        {
            throw new RunFailedException($"{rule.Title}: {refused.Message}");
        }
    }

    private sealed class RuleSchedule(
        DeclaredResource rule, ScheduleExpression expression, bool reads, DateTimeOffset created)
    {
        public DeclaredResource Rule => rule;
        public bool ReadsSpotify { get; set; } = reads;
        public bool ReadsPlays { get; init; }
        public DateTimeOffset? Next { get; private set; } = expression.NextAfter(created);

        public (DeclaredResource Rule, DateTimeOffset Time) Fire()
        {
            var time = Next!.Value;
            Next = expression.NextAfter(time);
            return (rule, time);
        }
    }
}
