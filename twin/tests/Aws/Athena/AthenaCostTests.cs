using Twin.Tests.Aws.Billing;

namespace Twin.Tests.Aws.Athena;

public sealed class AthenaCostTests
{
    private const string Group = "spotify-dev";

    [Fact]
    public async Task A_query_reads_more_each_day_and_ten_megabytes_at_least()
    {
        var run = BilledRuns.Create(
            await Stacks.Load("dev"),
            new Usage(AthenaUsage.Service, AthenaUsage.BytesScanned, Group, "small", 1),
            new Usage(AthenaUsage.Service, AthenaUsage.BytesScanned, Group, "large", 5 * 1024 * 1024));

        // 10 MB on the first and second day, then 15, 20, … 150.
        var large = 10 + Enumerable.Range(2, 29).Sum(day => 5 * day);
        Assert.Equal((large + (30 * 10)) / 1024m / 1024, run.Month(1).Quantity(AthenaCost.Scanned));
        Assert.True(run.Month(2).GetCost("Athena") > run.Month(1).GetCost("Athena"));
        Assert.Equal((1024 / 5) + 1, AthenaCost.FirstDayAboveCutoff(run));
    }

    [Fact]
    public async Task A_query_that_is_bounded_to_some_days_reads_no_more_after_them()
    {
        var bounded = AthenaUsage.Within(AthenaUsage.BytesScanned, 7);
        var run = BilledRuns.Create(
            await Stacks.Load("dev"), new Usage(AthenaUsage.Service, bounded, Group, "week", 5 * 1024 * 1024));

        // 10 MB on the first and second day, then 15, 20, … 35, and 35 from the eighth day.
        Assert.Equal(
            (10 + 10 + 15 + 20 + 25 + 30 + (24 * 35)) / 1024m / 1024,
            run.Month(1).Quantity(AthenaCost.Scanned));
        Assert.Equal(30 * 35 / 1024m / 1024, run.Month(12).Quantity(AthenaCost.Scanned));
        Assert.Null(AthenaCost.FirstDayAboveCutoff(run));
    }

    [Fact]
    public async Task Each_execution_of_a_statement_is_billed_for_ten_megabytes_at_least()
    {
        var run = BilledRuns.Create(
            await Stacks.Load("dev"),
            new Usage(AthenaUsage.Service, AthenaUsage.Statement, Group, "MERGE days", 3),
            new Usage(AthenaUsage.Service, AthenaUsage.BytesScanned, Group, "MERGE days", 1));
        Assert.Equal(30 * 30 / 1024m / 1024, run.Month(1).Quantity(AthenaCost.Scanned));
    }
}
