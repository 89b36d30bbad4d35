using Infra.Schedules;

namespace Tests.Infra.Schedules;

public sealed class ScheduleExpressionTests
{
    // 2026-11-21 is a Saturday.
    [Theory]
    [InlineData("rate(1 minute)", "2026-11-21T06:00:30Z", "2026-11-21T06:01:30Z")]
    [InlineData("rate(12 hours)", "2026-11-21T06:00:00Z", "2026-11-21T18:00:00Z")]
    [InlineData("rate(1 day)", "2026-11-21T06:00:00Z", "2026-11-22T06:00:00Z")]
    [InlineData("cron(0 6 * * ? *)", "2026-11-21T05:59:59Z", "2026-11-21T06:00:00Z")]
    [InlineData("cron(0 6 * * ? *)", "2026-11-21T06:00:00Z", "2026-11-22T06:00:00Z")]
    [InlineData("cron(0 6 * * ? *)", "2026-11-21T07:30:00+02:00", "2026-11-21T06:00:00Z")]
    [InlineData("cron(0/15 * * * ? *)", "2026-11-21T06:50:00Z", "2026-11-21T07:00:00Z")]
    [InlineData("cron(5/20 8-10/2 * * ? *)", "2026-11-21T08:46:00Z", "2026-11-21T10:05:00Z")]
    [InlineData("cron(*/30 * * * ? *)", "2026-11-21T23:45:00Z", "2026-11-22T00:00:00Z")]
    [InlineData("cron(0 18 ? * MON-FRI *)", "2026-11-20T18:00:00Z", "2026-11-23T18:00:00Z")]
    [InlineData("cron(0 18 ? * 2-6 *)", "2026-11-20T18:00:00Z", "2026-11-23T18:00:00Z")]
    [InlineData("cron(0 8 1 * ? *)", "2026-11-21T00:00:00Z", "2026-12-01T08:00:00Z")]
    [InlineData("cron(0 8 1,15 * ? *)", "2026-11-02T00:00:00Z", "2026-11-15T08:00:00Z")]
    [InlineData("cron(0 8 31 * ? *)", "2026-11-01T00:00:00Z", "2026-12-31T08:00:00Z")]
    [InlineData("cron(0 8 29 2 ? *)", "2026-11-21T00:00:00Z", "2028-02-29T08:00:00Z")]
    [InlineData("cron(0 8 L * ? *)", "2027-02-01T00:00:00Z", "2027-02-28T08:00:00Z")]
    [InlineData("cron(0 8 ? * L *)", "2026-11-22T00:00:00Z", "2026-11-28T08:00:00Z")]
    [InlineData("cron(0 8 ? * 6L *)", "2026-11-01T00:00:00Z", "2026-11-27T08:00:00Z")]
    [InlineData("cron(0 8 ? * 3#2 *)", "2026-11-01T00:00:00Z", "2026-11-10T08:00:00Z")]
    [InlineData("cron(0 8 ? * TUE#5 *)", "2026-11-01T00:00:00Z", "2026-12-29T08:00:00Z")]
    [InlineData("cron(0 8 21W * ? *)", "2026-11-01T00:00:00Z", "2026-11-20T08:00:00Z")]
    [InlineData("cron(0 8 22W * ? *)", "2026-11-01T00:00:00Z", "2026-11-23T08:00:00Z")]
    [InlineData("cron(0 8 1W 8 ? 2026)", "2026-07-01T00:00:00Z", "2026-08-03T08:00:00Z")]
    [InlineData("cron(0 8 31W 1 ? 2027)", "2026-11-01T00:00:00Z", "2027-01-29T08:00:00Z")]
    [InlineData("cron(0 0 1 JAN,jul ? *)", "2026-11-21T00:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("cron(0 0 1 1 ? 2030-2032/2)", "2031-05-01T00:00:00Z", "2032-01-01T00:00:00Z")]
    [InlineData("cron(0 0 1 1 ? 2025)", "2026-11-21T00:00:00Z", null)]
    [InlineData("cron(0 8 30 2 ? *)", "2026-11-21T00:00:00Z", null)]
    public void A_schedule_fires_next(string expression, string after, string? expected)
    {
        var next = ScheduleExpression.Parse(expression)
            .NextAfter(DateTimeOffset.Parse(after, CultureInfo.InvariantCulture));

        Assert.Equal(expected, next?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("rate(5 minutes)", "0.00:05")]
    [InlineData("rate(3 days)", "3.00:00")]
    [InlineData("cron(0 6 * * ? *)", "1.00:00")]
    [InlineData("cron(0/15 * * * ? *)", "0.00:15")]
    [InlineData("cron(0 6,18 * * ? *)", "0.12:00")]
    [InlineData("cron(0/20 8-10 * * ? *)", "0.21:20")]
    [InlineData("cron(0 18 ? * MON-FRI *)", "3.00:00")]
    [InlineData("cron(0 18 ? * TUE *)", "7.00:00")]
    [InlineData("cron(0 8 1,15 * ? *)", "17.00:00")]
    [InlineData("cron(0 8 L * ? *)", "31.00:00")]
    [InlineData("cron(0 8 31 * ? *)", "61.00:00")]
    [InlineData("cron(0 0 1 1 ? 2030-2032/2)", "730.00:00")]
    [InlineData("cron(0 0,6 1 1 ? 2030)", "0.06:00")]
    [InlineData("cron(0 0 1 1 ? 2030)", null)]
    [InlineData("cron(0 8 30 2 ? *)", null)]
    public void The_longest_gap_is_the_greatest_time_between_two_firings(string expression, string? expected)
    {
        var gap = ScheduleExpression.Parse(expression).MaxGap();

        Assert.Equal(expected, gap?.ToString(@"d\.hh\:mm", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("rate(1 day)", "1234567")]
    [InlineData("rate(2 days)", "")]
    [InlineData("cron(0 6 * * ? *)", "1234567")]
    [InlineData("cron(0 6,18 ? * MON *)", "1")]
    [InlineData("cron(0 18 ? * SAT,SUN *)", "67")]
    [InlineData("cron(0 8 ? * L *)", "6")]
    [InlineData("cron(0 8 ? * 6L *)", "")]
    [InlineData("cron(0 8 1,15 * ? *)", "")]
    [InlineData("cron(0 8 * JAN-JUN ? *)", "")]
    [InlineData("cron(0 8 * * ? 2026)", "")]
    public void The_weekdays_are_those_of_every_week(string expression, string expected) =>
        Assert.Equal(expected, string.Concat(ScheduleExpression.Parse(expression).Weekdays()));

    [Theory]
    [InlineData("rate(7 hours)")]
    [InlineData("cron(7/13 3-17/4 ? * MON,THU *)")]
    [InlineData("cron(30 23 15W * ? *)")]
    [InlineData("cron(0 8 ? * 3#2 *)")]
    [InlineData("cron(0 8 ? * 6L *)")]
    public void The_longest_gap_equals_the_greatest_gap_of_real_firings(string expression)
    {
        var schedule = ScheduleExpression.Parse(expression);
        var longest = TimeSpan.Zero;
        var one = schedule.NextAfter(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))!.Value;
        while (one.Year < 2055)
        {
            var next = schedule.NextAfter(one)!.Value;
            longest = next - one > longest ? next - one : longest;
            one = next;
        }

        Assert.Equal(longest, schedule.MaxGap());
    }

    [Theory]
    [InlineData("daily", "is not a schedule expression")]
    [InlineData("at(2026-11-21T06:00:00)", "is not a schedule expression")]
    [InlineData("rate(0 days)", "positive whole number")]
    [InlineData("rate(1.5 hours)", "positive whole number")]
    [InlineData("rate(5  minutes)", "positive whole number")]
    [InlineData("rate(1 days)", "rate(1 day)")]
    [InlineData("rate(2 day)", "rate(2 days)")]
    [InlineData("rate(1 week)", "\"week\" is none of")]
    [InlineData("cron(0 6 * * *)", "has 5 fields instead of six")]
    [InlineData("cron(0 6 * * * *)", "cannot both say which days")]
    [InlineData("cron(0 6 ? * ? *)", "are both \"?\"")]
    [InlineData("cron(60 6 * * ? *)", "The field minutes: 60 is not between 0 and 59")]
    [InlineData("cron(0 24 * * ? *)", "The field hours: 24")]
    [InlineData("cron(0 6 0 * ? *)", "The field day-of-month: 0")]
    [InlineData("cron(0 6 * 13 ? *)", "The field month: 13")]
    [InlineData("cron(0 6 ? * 0 *)", "The field day-of-week: 0")]
    [InlineData("cron(0 6 ? * FRIDAY *)", "\"FRIDAY\" is not known")]
    [InlineData("cron(0 6 ? * MON#6 *)", "#1 to #5")]
    [InlineData("cron(0 6 ? * FRI-MON *)", "runs backwards")]
    [InlineData("cron(0 6 * * ? 1969)", "The field year: 1969")]
    [InlineData("cron(0/0 6 * * ? *)", "is 0")]
    [InlineData("cron(? 6 * * ? *)", "The field minutes: \"?\"")]
    [InlineData("cron(0 6 W * ? *)", "The field day-of-month: \"W\"")]
    [InlineData("cron(, 6 * * ? *)", "The field minutes: \"\"")]
    public void The_mistake_in_an_expression_is_named(string expression, string expected)
    {
        var exception = Assert.Throws<ScheduleException>(() => ScheduleExpression.Parse(expression));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains(expression, exception.Message, StringComparison.Ordinal);
    }
}
