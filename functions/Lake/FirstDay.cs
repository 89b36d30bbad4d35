namespace Functions.Lake;

/// <summary>
/// The first day of the tables. The catalog projects their partitions from it on: no query would find an earlier day.
/// </summary>
internal static class FirstDay
{
    /// <summary>The reason why a day is neither read nor made again; null where it may be.</summary>
    /// <param name="day">The day.</param>
    /// <param name="first">The first one; null: every day is found.</param>
    public static string? Refusal(DateOnly day, DateOnly? first) => day < first
        ? FormattableString.Invariant($"{day:yyyy-MM-dd} is before the tables' first day, {first:yyyy-MM-dd}: ")
            + "no query would find it. Where that day is wanted, set firstDay and deploy the stack again: "
            + FormattableString.Invariant($"pulumi config set firstDay {day:yyyy-MM-dd}")
        : null;
}
