namespace Infra.Snowflake;

/// <summary>A view in Snowflake.</summary>
/// <param name="Name">The name in capitals.</param>
/// <param name="Sql">The query, in Snowflake's SQL. Its tables are those of the view's schema.</param>
internal sealed record SnowflakeView(string Name, string Comment, string Sql);
