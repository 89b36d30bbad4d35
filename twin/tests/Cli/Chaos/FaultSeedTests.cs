using Twin.Cli.Chaos;

namespace Twin.Tests.Cli.Chaos;

public sealed class FaultSeedTests
{
    private static readonly ImmutableSortedDictionary<string, int> Passed = new Dictionary<string, int>
    {
        ["extract reads raw/state/lease.json"] = 4,
        ["the event of publications/…"] = 3,
        ["the state 'Plan the publication'"] = 3,
        ["an event for transform"] = 9,
    }.ToImmutableSortedDictionary();

    [Fact]
    public void A_seed_gives_the_same_faults_at_places_that_are_passed_and_many_seeds_all_kinds()
    {
        var lists = Enumerable.Range(1, 500).Select(seed => FaultSeed.Create(seed, Passed)).ToList();

        Assert.Equal(lists[6], FaultSeed.Create(7, Passed).AsEnumerable());
        Assert.DoesNotContain(lists, list => list.IsEmpty);
        Assert.All(lists.SelectMany(list => list), fault => Assert.InRange(fault.First, 1, Passed[fault.Place]));
        Assert.Equal(
            Enum.GetValues<AwsFaultKind>().Except([AwsFaultKind.Conflict]),
            lists.SelectMany(list => list).Select(fault => fault.Kind).Distinct().Order());
    }

    [Fact]
    public async Task A_list_is_shrunk_to_the_faults_that_are_needed_together_each_as_seldom_as_possible()
    {
        AwsFault[] faults = [.. Enumerable.Range(1, 7).Select(number =>
            new AwsFault(AwsFaultKind.Throttled, $"place {number}", Times: number))];

        var shortest = await Shrinking.ShrinkAsync([.. faults], fewer => Task.FromResult(
            fewer.Any(fault => fault.Place == "place 3" && fault.Times == 3)
            && fewer.Any(fault => fault.Place == "place 6")));

        Assert.Equal([faults[2], faults[5] with { Times = 1 }], shortest);
    }

    [Theory]
    [InlineData(AwsFaultKind.Conflict, "Here, times 2 to 4: 409 ConditionalRequestConflict")]
    [InlineData(AwsFaultKind.EventLate, "Here, times 2 to 4: the event comes 5 h late")]
    [InlineData(AwsFaultKind.ClockPut, "Here, times 2 to 4: the function's clock jumps by +18000 s")]
    internal void A_fault_is_a_plain_sentence(AwsFaultKind kind, string sentence) =>
        Assert.Equal(sentence, new AwsFault(kind, "Here", 2, 3, TimeSpan.FromHours(5)).ToString());
}
