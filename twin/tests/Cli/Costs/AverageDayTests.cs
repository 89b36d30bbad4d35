namespace Twin.Tests.Cli.Costs;

public sealed class AverageDayTests
{
    private const string Namespace = "Lake";

    [Fact]
    public void What_happens_once_a_day_happens_once_on_the_average_day_of_a_run_of_any_length() =>
        Assert.All(Enumerable.Range(1, 366), days => Assert.Equal(
            1, Single(new Usage(GlueUsage.Service, GlueUsage.CrawledFile, "", "", days), days)));

    [Fact]
    public void A_part_of_a_use_counts_as_a_whole_one() =>
        Assert.Equal(2, Single(new Usage(GlueUsage.Service, GlueUsage.CrawledFile, "", "", 8), 7));

    [Fact]
    public void The_named_queries_of_the_end_of_a_run_run_every_day_and_the_others_as_often_as_they_did() =>
        Assert.All(Enumerable.Range(1, 366), days => Assert.Equal(
            23 + 5,
            Single(new Usage(AthenaUsage.Service, AthenaUsage.Query, "", "", 23 + (5 * days)), days, namedQueries: 23)));

    [Fact]
    public void Metrics_that_are_sent_in_three_hours_of_each_day_have_two_further_hours_on_the_average_day() =>
        Assert.All(Enumerable.Range(1, 366), days =>
        {
            var day = AverageDay.Compute(
                [
                    new Usage(CloudWatchUsage.Metrics, CloudWatchUsage.CustomMetric, Namespace, "", 10),
                    new Usage(
                        CloudWatchUsage.Metrics, CloudWatchUsage.FurtherMetricHour, Namespace, "", (10 * 3 * days) - 10),
                ],
                days,
                namedQueries: 0);

            Assert.Equal([10, 10 * 2], day.Select(counted => counted.Quantity));
        });

    private static long Single(Usage usage, int days, int namedQueries = 0) =>
        Assert.Single(AverageDay.Compute([usage], days, namedQueries)).Quantity;
}
