using Infra.Queries;

namespace Infra.Snowflake;

/// <summary>The named queries as views.</summary>
internal static class SnowflakeViews
{
    /// <summary>The views of a stack: one for each named query.</summary>
    public static ImmutableArray<SnowflakeView> All(StackSettings settings) =>
        All(settings.CountedMs, settings.TimeZone);

    /// <param name="countedMs">The milliseconds from which a play counts.</param>
    /// <param name="timeZone">The listener's IANA time zone.</param>
    public static ImmutableArray<SnowflakeView> All(int countedMs, string timeZone) =>
    [
        .. QueryFile.All.Select(file => new SnowflakeView(
            SnowflakeTables.NameOf(file.Name),
            file.Description,
            SnowflakeSql.From(file.Name, file.Statement(countedMs, timeZone)))),
    ];
}
