using Infra.Queries;

namespace Infra.Snowflake;

/// <summary>The named queries as views.</summary>
internal static class SnowflakeViews
{
    /// <summary>The views of a stack: one for each named query.</summary>
    public static ImmutableArray<SnowflakeView> All(StackSettings settings) =>
        All(settings.CountedMs, settings.TimeZone, settings.Weekdays);

    /// <param name="countedMs">The milliseconds from which a play counts.</param>
    /// <param name="timeZone">The listener's IANA time zone.</param>
    /// <param name="weekdays">The days of the week on which a snapshot is due, from Monday, 1.</param>
    public static ImmutableArray<SnowflakeView> All(
        int countedMs, string timeZone, params ImmutableArray<int> weekdays) =>
    [
        .. QueryFile.All.Select(file => new SnowflakeView(
            SnowflakeTables.NameOf(file.Name),
            file.Description,
            SnowflakeSql.From(file.Name, file.Statement(countedMs, timeZone, weekdays)))),
    ];
}
