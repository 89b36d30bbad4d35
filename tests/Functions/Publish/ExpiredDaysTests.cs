namespace Tests.Functions.Publish;

/// <summary>Days that are older than the tables' retention.</summary>
public sealed class ExpiredDaysTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(10)]
    public async Task A_day_that_is_kept_no_longer_is_due_once_more_from_before_the_first_day_too(int? sinceFirstDay)
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(PublicationLake.One, PublicationLake.Day.AddDays(-31));
        await lake.StoreAsync(PublicationLake.Two, PublicationLake.Day.AddDays(-30));
        await lake.PublishAsync();
        lake.Settings = lake.Settings with
        {
            TableRetention = new KeptDays(30),
            FirstDay = sinceFirstDay is { } days ? PublicationLake.Day.AddDays(-days) : null,
        };

        var plan = await lake.PublishAsync();
        var again = await lake.PlanAsync();

        var part = Assert.Single(plan.Parts);
        Assert.Equal(
            KeyValuePair.Create(PublicationLake.Day.AddDays(-31), ""), Assert.Single(part.Days));
        Assert.Equal("nothing", again.Next);
        var left = await lake.Snapshots.ProcessedAsync();
        Assert.Equal(Tables.All.Length + 1, left.Count);
        Assert.All(left.Keys, key => Assert.Contains("2026-10-22", key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_retention_each_day_stays()
    {
        await using var lake = await PublicationLake.StartAsync();
        await lake.StoreAsync(PublicationLake.One, new DateOnly(2026, 1, 1));

        Assert.Single((await lake.PublishAsync()).Parts);

        Assert.Equal("nothing", (await lake.PlanAsync()).Next);
        Assert.Equal(Tables.All.Length + 1, (await lake.Snapshots.ProcessedAsync()).Count);
    }
}
