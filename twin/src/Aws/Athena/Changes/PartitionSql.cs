using Twin.Aws.Athena.DuckDb;

namespace Twin.Aws.Athena.Changes;

/// <summary>The partition of a row, computed by DuckDB.</summary>
internal static class PartitionSql
{
    /// <summary>An expression with the partition of a row, as it stands in the keys of files.</summary>
    public static string Format(IcebergTable table) =>
        table.Partition.IsEmpty ? "''" : string.Join(" || '/' || ", table.Partition.Select(Format));

    /// <summary>A condition that holds for the rows of a partition. The condition of a month is one on its column's
    /// values, so that DuckDB reads no others.</summary>
    /// <param name="partition">The partition, as <see cref="Format(IcebergTable)"/> gives it.</param>
    public static string Condition(IcebergTable table, string partition)
    {
        if (table.Partition is not [{ Transform: IcebergTransform.Month } field]
            || !DateOnly.TryParseExact(
                partition[(field.Name.Length + 1)..],
                "yyyy-MM",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var first))
        {
            return $"{Format(table)} = {DuckDbSession.Text(partition)}";
        }

        var column = DuckDbSession.Quoted(field.Source);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{column} >= '{first:yyyy-MM-dd}' AND {column} < '{first.AddMonths(1):yyyy-MM-dd}'");
    }

    private static string Format(IcebergPartitionField field)
    {
        var column = DuckDbSession.Quoted(field.Source);
        var value = field.Transform == IcebergTransform.Month
            ? $"strftime({column}, '%Y-%m')"
            : $"url_encode(CAST({column} AS VARCHAR))";
        return $"{DuckDbSession.Text(field.Name + "=")} || coalesce({value}, 'null')";
    }
}
