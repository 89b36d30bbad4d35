using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena.Tables;

/// <summary>Athena's partition projection of a table with one partition key, a day or a month
/// (https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html): registered partitions
/// are ignored, and every day or month of the range is a partition, with or without files.</summary>
internal static class PartitionProjection
{
    private const string Day = "yyyy-MM-dd";
    private const string Month = "yyyy-MM";
    private const string Now = "NOW";

    /// <summary>The projected partitions of a table at a time; null if they are not projected.</summary>
    /// <exception cref="AthenaException">The projection is invalid, or the twin does not support it.</exception>
    /// <param name="isNeeded">Determines whether the partition of some values is wanted.</param>
    public static ImmutableArray<CatalogPartition>? Project(
        CatalogTable table, DateTimeOffset now, Func<ImmutableArray<string>, bool> isNeeded)
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
        var isOfMonths = Parameter(table, key, "format") == Month;
        var format = isOfMonths ? Month : Day;
        Expect(table, key, "format", format);
        // Without an interval, Athena takes days for days.
        if (isOfMonths || Parameter(table, key, "interval") is not null)
        {
            Expect(table, key, "interval", "1");
        }

        if (isOfMonths || Parameter(table, key, "interval.unit") is not null)
        {
            Expect(table, key, "interval.unit", isOfMonths ? "MONTHS" : "DAYS");
        }

        var range = (Parameter(table, key, "range") ?? "").Split(',');
        if (range is not [var begin, var end]
            || Find(begin, format, now) is not { } first || Find(end, format, now) is not { } last)
        {
            throw Refuse(
                table,
                $"projection.{key.Name}.range is '{string.Join(',', range)}', and must be two values like {format} or "
                + Now);
        }

        var template = table.Parameters.GetValueOrDefault(
            "storage.location.template", $"{table.Location}{key.Name}=${{{key.Name}}}/");
        if (!template.Contains($"${{{key.Name}}}", StringComparison.Ordinal))
        {
            throw Refuse(table, $"storage.location.template '{template}' has no ${{{key.Name}}}");
        }

        return
        [
            .. Enumerable.Range(0, int.MaxValue)
                .Select(step => isOfMonths ? first.AddMonths(step) : first.AddDays(step))
                .TakeWhile(found => found <= last)
                .Select(found => ImmutableArray.Create(found.ToString(format, CultureInfo.InvariantCulture)))
                .Where(isNeeded)
                .Select(values => new CatalogPartition(
                    values, template.Replace($"${{{key.Name}}}", values[0], StringComparison.Ordinal))),
        ];
    }

    /// <summary>The day that a bound is; of a month its first.</summary>
    private static DateOnly? Find(string text, string format, DateTimeOffset now)
    {
        var bound = text.Trim() == Now ? now.UtcDateTime.ToString(format, CultureInfo.InvariantCulture) : text.Trim();
        return DateOnly.TryParseExact(
            bound, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
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
