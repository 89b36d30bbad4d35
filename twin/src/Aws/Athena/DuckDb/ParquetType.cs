namespace Twin.Aws.Athena.DuckDb;

/// <summary>DuckDB's types for the columns of Iceberg tables.</summary>
internal static class ParquetType
{
    /// <summary>The type for one of <see cref="Twin.Aws.Glue.IcebergTypes"/>.</summary>
    public static string FromIceberg(string icebergType) => icebergType switch
    {
        "boolean" => "BOOLEAN",
        "int" => "INTEGER",
        "long" => "BIGINT",
        "double" => "DOUBLE",
        "date" => "DATE",
        "timestamp" => "TIMESTAMP",
        "string" => "VARCHAR",
        _ => throw new ArgumentOutOfRangeException(nameof(icebergType), icebergType, "Not a type of Iceberg"),
    };

    /// <summary>Determines whether Trino converts a value to a column's type without a cast
    /// (https://trino.io/docs/current/functions/conversion.html).</summary>
    /// <param name="icebergType">The column's type.</param>
    public static bool Accepts(string athenaType, string icebergType) => athenaType switch
    {
        "unknown" => true,
        "boolean" => icebergType == "boolean",
        "tinyint" or "smallint" or "integer" => icebergType is "int" or "long" or "double",
        "bigint" => icebergType is "long" or "double",
        "real" or "double" => icebergType == "double",
        "date" => icebergType is "date" or "timestamp",
        "timestamp" => icebergType == "timestamp",
        "varchar" => icebergType == "string",
        _ => athenaType.StartsWith("decimal", StringComparison.Ordinal) && icebergType == "double",
    };
}
