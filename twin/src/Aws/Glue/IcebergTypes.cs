using System.Collections.Frozen;

namespace Twin.Aws.Glue;

/// <summary>The primitive types of Iceberg that the twin supports (https://iceberg.apache.org/spec/#primitive-types).</summary>
public static class IcebergTypes
{
    private static readonly FrozenDictionary<string, (string Hive, string Athena)> Known =
        new Dictionary<string, (string Hive, string Athena)>
        {
            ["boolean"] = ("boolean", "boolean"),
            ["int"] = ("int", "integer"),
            ["long"] = ("bigint", "bigint"),
            ["double"] = ("double", "double"),
            ["date"] = ("date", "date"),
            ["timestamp"] = ("timestamp", "timestamp(6)"),
            ["string"] = ("string", "varchar"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of the types, for messages.</summary>
    public static string Names => string.Join(", ", Known.Keys.Order(StringComparer.Ordinal));

    /// <summary>Determines whether the twin supports a type.</summary>
    public static bool IsKnown(string type) => Known.ContainsKey(type);

    /// <summary>The name of a type in Glue's columns.</summary>
    public static string InHive(string type) => Known[type].Hive;

    /// <summary>The name of a type in Athena's SQL.</summary>
    public static string InAthena(string type) => Known[type].Athena;
}
