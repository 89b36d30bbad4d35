using System.Text.RegularExpressions;

namespace Infra.Queries;

/// <summary>One of the <c>.sql</c> files beside this one: Athena engine 3 (Trino) SQL.</summary>
/// <param name="Name">The named query's name: the file's name without its ending.</param>
/// <param name="Description">The sentence that says what it tells: the file's first line, a comment.</param>
/// <param name="Sql">The whole file with the parts that it shares with others. What settings decide is still
/// open.</param>
public sealed record QueryFile(string Name, string Description, string Sql)
{
    private const string CountedMs = "$counted_ms";
    private const string TimeZone = "$time_zone";
    private const string Weekdays = "$weekdays";

    // A part may name those after it.
    private static readonly ImmutableArray<SqlFile> Parts =
        [.. SqlFile.In("Parts").OrderByDescending(part => part.Name, StringComparer.Ordinal)];

    public static ImmutableArray<QueryFile> All { get; } =
        [.. SqlFile.In("Queries").Select(file => new QueryFile(file.Name, file.Description, WithParts(file.Sql)))];

    /// <summary>The statement of a stack. It stands alone, in Athena's console too.</summary>
    /// <param name="countedMs">The milliseconds from which a play counts.</param>
    /// <param name="timeZone">The listener's IANA time zone.</param>
    /// <param name="weekdays">The days of the week on which a snapshot is due, from Monday, 1.</param>
    public string Statement(int countedMs, string timeZone, params ImmutableArray<int> weekdays) => Sql
        .Replace(CountedMs, countedMs.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace(TimeZone, timeZone, StringComparison.Ordinal)
        // No day is the 0th of its week.
        .Replace(Weekdays, string.Join(", ", weekdays.IsEmpty ? [0] : weekdays), StringComparison.Ordinal);

    private static string WithParts(string sql) => Parts.Aggregate(sql, (text, part) => Regex.Replace(
        text,
        $@"^( *)-- \${part.Name}$",
        line => line.Groups[1] + part.Sql.Replace("\n", $"\n{line.Groups[1]}", StringComparison.Ordinal),
        RegexOptions.Multiline));
}
