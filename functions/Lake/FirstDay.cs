namespace Functions.Lake;

/// <summary>The first day of the tables. The catalog projects partitions from this day on, so no query finds an earlier
/// one.</summary>
internal static class FirstDay
{
    /// <summary>The reason why a day is neither read nor made again; null if it is allowed.</summary>
    /// <param name="first">The first day of the tables; null: every day is allowed.</param>
    public static string? Refusal(DateOnly day, DateOnly? first) => day < first
        ? FormattableString.Invariant($"{day:yyyy-MM-dd} is before the tables' first day, {first:yyyy-MM-dd}: ")
            + "no query would find it. If you want that day, set firstDay and deploy the stack again: "
            + FormattableString.Invariant($"pulumi config set firstDay {day:yyyy-MM-dd}")
        : null;
}
