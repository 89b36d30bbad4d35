namespace Infra.Iceberg;

/// <summary>The types of the analytics tables' columns, by Iceberg's names.</summary>
internal static class ColumnType
{
    /// <summary>Text; varchar in queries.</summary>
    public const string String = "string";

    /// <summary>A whole number of 64 bits; bigint in queries.</summary>
    public const string Long = "long";

    /// <summary>True or false.</summary>
    public const string Boolean = "boolean";

    /// <summary>A day.</summary>
    public const string Date = "date";

    /// <summary>A time in UTC, with microseconds and without a zone: timestamp(6) in queries.</summary>
    public const string Timestamp = "timestamp";
}
