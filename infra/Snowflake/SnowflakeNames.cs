namespace Infra.Snowflake;

/// <summary>The names of a stack's objects in Snowflake. An account has one name space for all of them.</summary>
/// <param name="Stack">The name of database, warehouse, resource monitor and storage integration.</param>
internal sealed record SnowflakeNames(string Stack)
{
    public const string Schema = "LAKE";

    /// <summary>The role that owns what is in the schema, and as which the task runs.</summary>
    public string Loading => $"{Stack}_LOAD";

    /// <summary>The role that may read tables and views.</summary>
    public string Reading => $"{Stack}_READ";

    /// <summary>The names for a project and stack such as <c>spotify-dev</c>.</summary>
    public static SnowflakeNames Of(string stack) =>
        new(stack.Replace('-', '_').ToUpperInvariant());
}
