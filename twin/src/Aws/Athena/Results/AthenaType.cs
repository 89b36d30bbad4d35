using System.Numerics;
using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena.Results;

/// <summary>The names of DuckDB's types in Athena.</summary>
internal static class AthenaType
{
    private static readonly string[] PlainElements =
        ["VARCHAR", "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UBIGINT", "DATE"];

    /// <exception cref="AthenaException">The twin cannot return values of this type as Athena does.</exception>
    public static string FromDuckDb(string column, string duckType) => duckType switch
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
        _ when duckType.StartsWith("DECIMAL(", StringComparison.Ordinal) && duckType.EndsWith(')') =>
            duckType.ToLowerInvariant(),
        _ when ElementsOf(duckType) is { } elements =>
            (elements.Length == 1 ? "array" : "map")
            + $"({string.Join(", ", elements.Select(type => FromDuckDb(column, type)))})",
        _ => throw new AthenaException(
            $"column '{column}' has the type {duckType.ToLowerInvariant()}, which the twin does not give out: "
            + "cast it to varchar, or join an array with array_join"),
    };

    /// <summary>The macro of <see cref="TrinoMacros"/> that writes values of a type as Athena does; null if none is
    /// needed.</summary>
    public static string? TextMacroOf(string duckType) => ElementsOf(duckType) switch
    {
        null => null,
        [var element] => duckType == "VARCHAR[]" ? null
            : element.EndsWith("[]", StringComparison.Ordinal) ? "arrays_text"
            : element is "DOUBLE" ? "doubles_text" : "array_text",
        _ => "map_text",
    };

    /// <summary>The types in an array or a map of plain values; null for any other type.</summary>
    private static string[]? ElementsOf(string duckType)
    {
        string[] elements = duckType.EndsWith("[]", StringComparison.Ordinal) ? [duckType[..^2]]
            : duckType.StartsWith("MAP(", StringComparison.Ordinal) ? duckType[4..^1].Split(", ")
            : [];
        return elements switch
        {
            [var one] when one == "DOUBLE" || (one.EndsWith("[]", StringComparison.Ordinal)
                && PlainElements.Contains(one[..^2])) => elements,
            _ => elements.Length is 1 or 2 && elements.All(PlainElements.Contains) ? elements : null,
        };
    }
}

/// <summary>Converts DuckDB's values to those of Athena's types.</summary>
internal static class AthenaValue
{
    public static object? FromDuckDb(object value) => value switch
    {
        DBNull => null,
        BigInteger big when big < long.MinValue || big > long.MaxValue =>
            throw new AthenaException($"NUMERIC_VALUE_OUT_OF_RANGE: bigint overflow: {big}"),
        BigInteger big => (long)big,
        ulong count => checked((long)count),
        _ => value,
    };
}
