using Infra.Iceberg;

namespace Infra.Snowflake;

/// <summary>The types of columns in Snowflake.</summary>
internal static class SnowflakeType
{
    public const string Text = "VARCHAR";
    public const string Number = "NUMBER(38,0)";
    public const string Boolean = "BOOLEAN";
    public const string Date = "DATE";

    /// <summary>A time in UTC, with microseconds and without a zone.</summary>
    public const string Timestamp = "TIMESTAMP_NTZ(6)";

    /// <summary>The type of a column of an analytics table.</summary>
    /// <param name="type">One of <see cref="ColumnType"/>.</param>
    public static string Of(string type) => type switch
    {
        ColumnType.String => Text,
        ColumnType.Long => Number,
        ColumnType.Boolean => Boolean,
        ColumnType.Date => Date,
        ColumnType.Timestamp => Timestamp,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Add Snowflake's type of it."),
    };
}
