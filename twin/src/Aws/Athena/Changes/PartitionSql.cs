using Twin.Aws.Athena.DuckDb;

namespace Twin.Aws.Athena.Changes;

/// <summary>The partition of a row, computed by DuckDB.</summary>
internal static class PartitionSql
{
    /// <summary>An expression with the partition of a row, as it stands in the keys of files.</summary>
    public static string Format(IcebergTable table) =>
        table.Partition.IsEmpty ? "''" : string.Join(" || '/' || ", table.Partition.Select(Format));

    private static string Format(IcebergPartitionField field)
    {
        var column = DuckDbSession.Quoted(field.Source);
        var value = field.Transform == IcebergTransform.Month
            ? $"strftime({column}, '%Y-%m')"
            : $"url_encode(CAST({column} AS VARCHAR))";
        return $"{DuckDbSession.Text(field.Name + "=")} || coalesce({value}, 'null')";
    }
}
