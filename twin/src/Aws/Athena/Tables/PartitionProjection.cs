using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena.Tables;

/// <summary>Athena's partition projection of a table with one partition key, a day
/// (https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html): registered partitions
/// are ignored, and every day of the range is a partition, with or without files.</summary>
internal static class PartitionProjection
{
    private const string Day = "yyyy-MM-dd";
    private const string Now = "NOW";

    /// <summary>The projected partitions of a table at a time; null if they are not projected.</summary>
    /// <exception cref="AthenaException">The projection is invalid, or the twin does not support it.</exception>
    public static ImmutableArray<CatalogPartition>? Project(CatalogTable table, DateTimeOffset now)
    {
        if (table.Parameters.GetValueOrDefault("projection.enabled") is not "true")
        {
            return null;
        }

        if (table.PartitionKeys is not [var key])
        {
            throw Refuse(table, $"it has {table.PartitionKeys.Length} partition keys, and the twin projects one");
        }

        Expect(table, key, "type", "date");
        Expect(table, key, "format", Day);
        var range = (Parameter(table, key, "range") ?? "").Split(',');
        if (range is not [var begin, var end] || DayOf(begin, now) is not { } first || DayOf(end, now) is not { } last)
        {
            throw Refuse(
                table, $"projection.{key.Name}.range is '{string.Join(',', range)}', and must be two days or {Now}");
        }

        var template = table.Parameters.GetValueOrDefault(
            "storage.location.template", $"{table.Location}{key.Name}=${{{key.Name}}}/");
        if (!template.Contains($"${{{key.Name}}}", StringComparison.Ordinal))
        {
            throw Refuse(table, $"storage.location.template '{template}' has no ${{{key.Name}}}");
        }

        return
        [
            .. Enumerable.Range(0, Math.Max(0, last.DayNumber - first.DayNumber + 1))
                .Select(days => first.AddDays(days).ToString(Day, CultureInfo.InvariantCulture))
                .Select(day => new CatalogPartition(
                    [day], template.Replace($"${{{key.Name}}}", day, StringComparison.Ordinal))),
        ];
    }

    private static DateOnly? DayOf(string text, DateTimeOffset now)
    {
        if (text.Trim() == Now)
        {
            return DateOnly.FromDateTime(now.UtcDateTime);
        }

        return DateOnly.TryParseExact(
            text.Trim(), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    private static void Expect(CatalogTable table, CatalogColumn key, string property, string known)
    {
        if (Parameter(table, key, property) is var value && value != known)
        {
            throw Refuse(table, $"projection.{key.Name}.{property} is '{value}', and the twin projects '{known}'");
        }
    }

    private static string? Parameter(CatalogTable table, CatalogColumn key, string property) =>
        table.Parameters.GetValueOrDefault($"projection.{key.Name}.{property}");

    private static AthenaException Refuse(CatalogTable table, string reason) =>
        new($"the partition projection of the table '{table.Name}' cannot be used: {reason}");
}
