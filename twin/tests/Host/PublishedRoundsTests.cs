namespace Twin.Tests.Host;

/// <summary>An execution of the publication with more years of plays than one plan has.</summary>
[Collection(PulumiDeployments.Name)]
public sealed class PublishedRoundsTests
{
    private const string Publish = "spotify-dev-publish";
    private const int FirstYear = 1986;
    private const int LastYear = 2026;

    private static readonly DateTimeOffset Now = new(LastYear, 11, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_execution_publishes_what_is_still_due_in_another_round_and_ends()
    {
        using var folder = new TestFolder();
        for (var year = FirstYear; year <= LastYear; year++)
        {
            folder.Write(
                $"spotify-dev-processed/{Tables.Plays.Key(new PlayedMonth(year, 10), TableFormat.Csv)}",
                $"{string.Join(',', Tables.Plays.Columns)}\n"
                + $"{year}-10-03T10:00:00Z,1000,track,s,Song,Artist,,,,,,,,,export\n");
        }

        var clock = new VirtualClock(Now);
        await using var services = await TwinServices.StartAsync(
            await Stacks.Load("dev"), folder.Root, clock, new Timeline(TimeProvider.System, clock),
            TestRun.InProcess, Cancel);
        var machines = services.Get<StepFunctionsService>();
        machines.Start(
            services.Get<DeclaredStack>().OfType(StepFunctionsResources.StateMachine)
                .Single(machine => machine.PhysicalName == Publish).Arn,
            """{"request":null}""");
        await new PendingWork(() => services.Running, clock).CompleteAsync(Cancel);

        var execution = Assert.Single(machines.Executions);
        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Equal("Published", execution.States[^1]);
        Assert.Equal(LastYear - FirstYear + 1, execution.States.Count(state => state == "Record the year"));
        Assert.Equal(2, execution.States.Count(state => state == "Decide whether to publish more"));
        // Spotify began in 2008: Athena sees no earlier month.
        var months = await services.Get<AthenaService>().RunAsync(
            "SELECT count(DISTINCT date_format(played_at, '%Y-%m')) FROM play_history",
            services.Get<DeclaredStack>().OfType(AthenaResources.Workgroup).First().PhysicalName,
            services.Get<DeclaredStack>().OfType(GlueResources.CatalogDatabase).Single().PhysicalName,
            services.Get<AccessControl>().Administrator("tests", "tests"),
            Cancel);
        Assert.Equal($"{LastYear - PlayedMonth.First.FirstDay.Year + 1}", months.Texts(0)[0]);
    }
}
