using System.Text.RegularExpressions;
using Infra.Queries;
using Tests.Infra.Monitoring;

namespace Tests.Infra.Queries;

public class QueryTests
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_query_file_is_a_named_query_of_the_work_group_over_the_database(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var database = Assert.Single(stack.OfType(ResourceTypes.CatalogDatabase));
        var queries = stack.OfType(ResourceTypes.NamedQuery).ToDictionary(query => query.PhysicalName);

        // The weekly one reads on Mondays.
        ImmutableArray<int> weekdays = stackName == "weekly" ? [1] : [1, 2, 3, 4, 5, 6, 7];
        Assert.Equal(QueryFile.All.Select(file => file.Name), queries.Keys.Order(StringComparer.Ordinal));
        Assert.All(QueryFile.All, file =>
        {
            var query = queries[file.Name];
            Assert.Equal(file.Statement(countedMs: 30_000, "UTC", weekdays), query.Text("query"));
            Assert.EndsWith(".", query.Text("description"), StringComparison.Ordinal);
            Assert.Equal($"spotify-{stackName}", query.Text("workgroup"));
            Assert.Equal(database.PhysicalName, query.Text("database"));
        });
    }

    [Fact]
    public async Task What_a_play_and_a_day_are_is_written_into_the_queries()
    {
        var stack = await MonitoredStacks.With(("countedMs", "1000"), ("timeZone", "America/St_Johns"));

        var queries = stack.OfType(ResourceTypes.NamedQuery).Select(query => query.Text("query")).ToList();

        Assert.DoesNotContain(queries, query => Regex.IsMatch(query, @"\$\w"));
        Assert.Equal(11, queries.Count(query => query.Contains("listened_ms, 1000)", StringComparison.Ordinal)));
        Assert.Equal(
            10, queries.Count(query => query.Contains("TIME ZONE 'America/St_Johns')", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("playlists", "", "IN (0)")]
    [InlineData("schedule", "cron(0 6 1 * ? *)", "IN (0)")]
    [InlineData("schedule", "cron(0 6 ? * MON-FRI *)", "IN (1, 2, 3, 4, 5)")]
    public async Task A_day_is_missed_if_the_schedule_reads_on_it_each_week(string setting, string value, string days)
    {
        var stack = await MonitoredStacks.With((setting, value), ("plays", "true"));

        var query = stack.OfType(ResourceTypes.NamedQuery)
            .Single(query => query.PhysicalName == "quality_missing_days").Text("query");

        Assert.Contains($"day_of_week(d.snapshot_date) {days}", query, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_work_groups_keep_results_in_their_bucket_and_only_queries_are_limited(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.Equal(
            [($"spotify-{stackName}", 1 << 30), ($"spotify-{stackName}-publish", null)],
            stack.OfType(ResourceTypes.Workgroup).Select(group => (
                group.PhysicalName, (int?)group.Number("configuration.bytesScannedCutoffPerQuery"))));
        Assert.All(stack.OfType(ResourceTypes.Workgroup), group =>
        {
            Assert.True(group.Flag("configuration.enforceWorkgroupConfiguration"));
            Assert.Equal("Athena engine version 3", group.Text("configuration.engineVersion.selectedEngineVersion"));
            Assert.Equal(
                $"s3://spotify-{stackName}-query-results/",
                group.Text("configuration.resultConfiguration.outputLocation"));
        });
    }
}
