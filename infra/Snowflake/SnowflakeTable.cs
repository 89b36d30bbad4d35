namespace Infra.Snowflake;

/// <summary>A table in Snowflake.</summary>
/// <param name="Name">The name in capitals, as Snowflake has a name that is not in quotes.</param>
internal sealed record SnowflakeTable(string Name, string Comment, ImmutableArray<SnowflakeColumn> Columns);

/// <summary>A column of a table in Snowflake.</summary>
/// <param name="Name">The name in capitals.</param>
/// <param name="Type">The type by the name that Snowflake tells.</param>
internal sealed record SnowflakeColumn(string Name, string Type, bool Nullable, string Comment);
