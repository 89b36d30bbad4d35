namespace Twin.Cli.Chaos;

/// <summary>The list of faults that follows from a seed.</summary>
internal static class FaultSeed
{
    private const int MostFaults = 4;

    // Twice as many as a client tries, and more than an event is tried.
    private static readonly ImmutableArray<int> Times = [1, 1, 1, 1, 2, 2, 3, 3, 4, 9];

    private static readonly ImmutableArray<Area> Areas =
        [Area.Call, Area.Call, Area.Call, Area.Call, Area.Call, Area.Call, Area.State, Area.Event, Area.Event];

    private static readonly ImmutableArray<int> Seconds = [-90, -5, -1, 1, 5, 90];

    /// <param name="passed">The places of the run without faults, and how often each was passed.</param>
    public static ImmutableArray<AwsFault> Create(int seed, ImmutableSortedDictionary<string, int> passed)
    {
        var random = new Random(seed);
        var groups = passed.Keys
            .GroupBy(Places.GroupOf)
            .Select(group => group.ToImmutableArray())
            .ToLookup(group => AreaOf(Places.KindsOf(group[0])[0]));
        var faults = new List<AwsFault>();
        for (var left = 1 + random.Next(MostFaults); left > 0; left--)
        {
            var place = Pick(Pick([.. groups[Pick(Areas)]]));
            var kind = Pick(Places.KindsOf(place));
            faults.Add(new AwsFault(kind, place, 1 + random.Next(passed[place]), TimesOf(kind), TimeOf(kind)));
        }

        // A publication takes most of a run's time: most runs have few.
        if (random.Next(5) > 0)
        {
            var isOfStates = faults.Exists(fault => AreaOf(fault.Kind) == Area.State);
            faults.Insert(0, new AwsFault(
                AwsFaultKind.EventLost, Places.PublicationEvent, 1, isOfStates ? ChaosRun.Days - 1 : ChaosRun.Days));
        }

        return [.. faults.DistinctBy(fault => (fault.Place, fault.First))];

        T Pick<T>(ImmutableArray<T> among) => among[random.Next(among.Length)];

        int TimesOf(AwsFaultKind kind) =>
            kind is AwsFaultKind.Another or AwsFaultKind.AnotherExecution or AwsFaultKind.ClockPut ? 1 : Pick(Times);

        TimeSpan TimeOf(AwsFaultKind kind) => kind switch
        {
            AwsFaultKind.ClockPut => TimeSpan.FromSeconds(Pick(Seconds)),
            AwsFaultKind.EventLate => TimeSpan.FromHours(1 + random.Next(12)),
            _ => default,
        };
    }

    private static Area AreaOf(AwsFaultKind kind) => kind switch
    {
        < AwsFaultKind.StateFailsBefore => Area.Call,
        < AwsFaultKind.EventTwice => Area.State,
        _ => Area.Event,
    };

    private enum Area
    {
        Call,
        State,
        Event,
    }
}
