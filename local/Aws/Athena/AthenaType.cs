namespace Local.Aws.Athena;

/// <summary>The names of DuckDB's types in Athena.</summary>
internal static class AthenaType
{
    /// <exception cref="AthenaException">The twin cannot return values of this type as Athena does.</exception>
    public static string Of(string column, string duckType) => duckType switch
    {
        "VARCHAR" => "varchar",
        "BOOLEAN" => "boolean",
        "TINYINT" => "tinyint",
        "SMALLINT" => "smallint",
        "INTEGER" => "integer",
        // Sums of integers have a wider type in DuckDB.
        "BIGINT" or "HUGEINT" or "UBIGINT" => "bigint",
        "FLOAT" => "real",
        "DOUBLE" => "double",
        "DATE" => "date",
        "TIMESTAMP" or "TIMESTAMP_MS" => "timestamp",
        "TIMESTAMP WITH TIME ZONE" => "timestamp with time zone",
        "VARCHAR[]" => "array(varchar)",
        "\"NULL\"" or "NULL" => "unknown",
        _ when duckType.StartsWith("DECIMAL(", StringComparison.Ordinal) =>
            duckType.ToLowerInvariant(),
        _ => throw new AthenaException(
            $"column '{column}' has the type {duckType.ToLowerInvariant()}, which the twin does not give out: "
            + "cast it to varchar, or join an array with array_join"),
    };
}
