using System.Data;
using DuckDB.NET.Data;

namespace Twin.Aws.Athena.DuckDb;

/// <summary>The types of a query that DuckDB has run: to ask for them before makes it plan the query twice.</summary>
internal static class ResultTypes
{
    /// <summary>The type that DuckDB gives to a column without a type, such as <c>NULL AS x</c>.</summary>
    public const string OfNulls = "INTEGER";

    /// <summary>The names and DuckDB's types of the columns; null if the result does not tell one of them.</summary>
    public static List<(string Name, string Type)>? Of(DuckDBDataReader reader)
    {
        var columns = new List<(string, string)>();
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (TypeOf(reader, i) is not { } type)
            {
                return null;
            }

            columns.Add((reader.GetName(i), type));
        }

        return columns;
    }

    private static string? TypeOf(DuckDBDataReader reader, int column) => reader.GetDataTypeName(column) switch
    {
        "Varchar" => "VARCHAR",
        "Boolean" => "BOOLEAN",
        "TinyInt" => "TINYINT",
        "SmallInt" => "SMALLINT",
        "Integer" => OfNulls,
        "BigInt" => "BIGINT",
        "HugeInt" => "HUGEINT",
        "UnsignedBigInt" => "UBIGINT",
        "Float" => "FLOAT",
        "Double" => "DOUBLE",
        "Date" => "DATE",
        "Timestamp" => "TIMESTAMP",
        "TimestampMs" => "TIMESTAMP_MS",
        "TimestampTz" => "TIMESTAMP WITH TIME ZONE",
        "Decimal" => OfDecimal(reader.GetSchemaTable()!.Rows[column]),
        _ => null,
    };

    private static string OfDecimal(DataRow column) => string.Create(
        CultureInfo.InvariantCulture, $"DECIMAL({column["NumericPrecision"]},{column["NumericScale"]})");
}
