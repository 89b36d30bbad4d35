using System.Collections.Immutable;
using Twin.Aws;
using Twin.Host.Snowflake;

namespace Twin.Host.Loading;

/// <summary>The services that the twin simulates: those of AWS, and what it knows of Snowflake.</summary>
public static class TwinModules
{
    public static readonly ImmutableArray<AwsModule> All = [.. AwsModules.All, new SnowflakeModule()];

    private static readonly ImmutableDictionary<string, ResourceKind> OfSnowflake =
        SnowflakeResources.All.ToImmutableDictionary(kind => kind.Type);

    /// <summary>The kind of a type token; null if the twin does not know it.</summary>
    public static ResourceKind? KindOf(string type) => AwsModules.KindOf(type) ?? OfSnowflake.GetValueOrDefault(type);
}
