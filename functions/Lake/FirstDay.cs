namespace Functions.Lake;

/// <summary>The first day of the tables. The catalog projects partitions from this day on, so no query finds an earlier
/// one. Days that are older than the tables' retention are deleted.</summary>
internal static class FirstDay
{
    /// <summary>The reason why a day is neither read nor made again; null if it is allowed.</summary>
    /// <param name="first">The first day of the tables; null: every day is allowed.</param>
    public static string? Refusal(DateOnly day, DateOnly? first) => day < first
        ? FormattableString.Invariant($"{day:yyyy-MM-dd} is before the tables' first day, {first:yyyy-MM-dd}: ")
            + "no query would find it. If you want that day, set firstDay and deploy the stack again: "
            + FormattableString.Invariant($"pulumi config set firstDay {day:yyyy-MM-dd}")
        : null;

    /// <summary>The reason why a day is not made again; null if it is kept.</summary>
    public static string? Refusal(DateOnly day, KeptDays kept, DateOnly today) => day < kept.First(today)
        ? FormattableString.Invariant($"{day:yyyy-MM-dd} is before {kept.First(today):yyyy-MM-dd}: tables are kept ")
            + FormattableString.Invariant($"for {kept.Days} days, and older ones are deleted. If you want that day, set ")
            + "tableRetentionDays to more days, or to unlimited, and deploy the stack again"
        : null;
}
