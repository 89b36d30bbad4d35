using Infra.Queries;

namespace Tests.Infra.Queries;

/// <summary>The rows of the named queries over plays, and those of a calculation without SQL.</summary>
public sealed class PlayQueryTests(PlayedYears years) : IClassFixture<PlayedYears>
{
    // Half hours, a change of clocks by half an hour, and a zone whose offset was another one until 2016.
    public static MatrixTheoryData<string, string> Questions => new(
        ExpectedPlays.Names, ["UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/Caracas"]);

    [Theory, MemberData(nameof(Questions))]
    public async Task A_query_over_plays_returns_what_the_plays_say_in_each_time_zone(string name, string zone)
    {
        var countedMs = zone == "UTC" ? 0 : 30_000;
        var expected = new ExpectedPlays(
            PlayedYears.Plays, PlayedYears.Lists, TimeZoneInfo.FindSystemTimeZoneById(zone), countedMs).To(name);
        var statement = QueryFile.All.Single(query => query.Name == name).Statement(countedMs, zone);

        Assert.NotEmpty(expected);
        Assert.Equal(expected, await years.Lake.RowsAsync(statement));
    }

    [Fact]
    public async Task Good_plays_have_no_failed_casts() => Assert.Empty(await years.Lake.RowsAsync(
        QueryFile.All.Single(query => query.Name == "quality_failed_casts").Sql));
}
