using Twin.Spotify.Faults;
using Twin.Spotify.Http;

namespace Twin.Tests.Spotify.Faults;

public sealed class FaultLevelTests
{
    private static readonly int Seed = Random.Shared.Next();

    private static readonly string[] All =
    [
        "403, not owned", "403, premium required", "404", "429, long wait", "429, short wait", "500", "502", "503",
        "504", "connection cut", "connection cut within the body", "edit while paging", "false 401", "slow answer",
        "slow body",
        "truncated body", "wrong content type",
    ];

    public FaultLevelTests() => TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}");

    [Fact]
    public void Levels_are_parsed_only_by_their_exact_names()
    {
        Assert.Equal(
            [FaultLevel.None, FaultLevel.Usual, FaultLevel.Chaos],
            FaultLevels.Names.Select(FaultLevels.Parse));
        Assert.Equal(
            "'some' is not a level of faults; use none, usual, chaos.",
            Assert.Throws<FormatException>(() => FaultLevels.Parse("some")).Message);
    }

    [Fact]
    public void Level_none_has_no_fault() =>
        Assert.All(Week(FaultPlan.Create(FaultLevel.None, Seed)), request => Assert.Null(request.Fault));

    [Theory]
    [InlineData(FaultLevel.Usual)]
    [InlineData(FaultLevel.Chaos)]
    public void The_same_seed_gives_the_same_faults(FaultLevel level)
    {
        var week = Week(FaultPlan.Create(level, Seed));

        Assert.Equal(week, Week(FaultPlan.Create(level, Seed)));
        Assert.NotEqual(week, Week(FaultPlan.Create(level, Seed + 1L)));
    }

    [Fact]
    public void Faults_do_not_depend_on_the_order_of_requests()
    {
        var requests = Requests(day: 0, playlists: 9, pages: 9).ToList();

        var forwards = Ask(Luck(), requests);
        var backwards = Ask(Luck(), Enumerable.Reverse(requests));

        Assert.Equal(forwards.ToHashSet(), backwards.ToHashSet());
        Assert.Contains(forwards, request => request.Fault is not null);
        Assert.Contains(forwards, request => request.Fault is null);

        static FaultPlan Luck() => new(new RandomFaults(Seed, 1)
        {
            OneIn = 2,
            Faults = [new ServerError(500), new NotFound()],
        });
    }

    [Fact]
    public void A_usual_week_is_survived_with_a_few_retries()
    {
        for (var seed = Seed; seed < Seed + 200L; seed++)
        {
            var plan = FaultPlan.Create(FaultLevel.Usual, seed);
            foreach (var request in Enumerable.Range(0, 7).SelectMany(day => Requests(day, playlists: 3, pages: 4)))
            {
                var clock = new FakeTimeProvider();
                var faults = 0;
                while (Ask(plan, clock, request) is not (null or "edit while paging"))
                {
                    faults++;
                    clock.Advance(TimeSpan.FromSeconds(1));
                }

                Assert.True(faults <= 3, $"seed {seed}: {request.PathAndQuery} fails {faults} times");
            }
        }
    }

    [Fact]
    public void A_usual_week_has_every_usual_fault()
    {
        var seen = new HashSet<string?>();
        for (var seed = Seed; seed < Seed + 50L; seed++)
        {
            seen.UnionWith(Week(FaultPlan.Create(FaultLevel.Usual, seed)).Select(request => request.Fault));
        }

        Assert.Equal(
            ["429, short wait", "500", "502", "503", "edit while paging"],
            seen.OfType<string>().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Chaos_has_every_fault()
    {
        var seen = new HashSet<string?>();
        for (var seed = Seed; seed < Seed + 300L; seed++)
        {
            seen.UnionWith(Week(FaultPlan.Create(FaultLevel.Chaos, seed)).Select(request => request.Fault));
        }

        Assert.Empty(All.Except(seen));
    }

    private static List<(RequestTarget Request, string? Fault)> Week(FaultPlan plan) =>
        Ask(plan, Enumerable.Range(0, 7).SelectMany(day => Requests(day, playlists: 3, pages: 4)));

    // Each request has its own time, so that the wait of a 429 never matters.
    private static List<(RequestTarget Request, string? Fault)> Ask(
        FaultPlan plan, IEnumerable<RequestTarget> requests)
    {
        var clock = new FakeTimeProvider();
        var asked = new List<(RequestTarget, string?)>();
        foreach (var request in requests)
        {
            clock.Advance(TimeSpan.FromDays(2));
            asked.Add((request, Ask(plan, clock, request)));
        }

        return asked;
    }

    private static string? Ask(FaultPlan plan, FakeTimeProvider clock, RequestTarget request) =>
        plan.Respond(request, new SandboxClock(clock, clock), () => SandboxResponse.Ok("{}")).Fault;

    private static IEnumerable<RequestTarget> Requests(int day, int playlists, int pages)
    {
        yield return RequestTarget.Parse("POST", "/api/token", "", day);
        for (var playlist = 0; playlist < playlists; playlist++)
        {
            var path = $"/v1/playlists/{playlist:D22}";
            yield return RequestTarget.Parse("GET", path, "", day);
            for (var page = 0; page < pages; page++)
            {
                yield return RequestTarget.Parse("GET", $"{path}/items", $"?limit=50&offset={page * 50}", day);
            }
        }
    }
}
