using Twin.Aws.Athena.DuckDb;

namespace Twin.Aws.Athena.Translation;

/// <summary>Compares numbers that may be NaN as Trino does.</summary>
internal static class NumberComparison
{
    private static readonly string[] Doubles =
    [
        "divide", "cast_double", "cast_float", "try_cast_double", "try_cast_float", "sqrt", "ln", "log2", "log10",
        "power", "exp", "cbrt", "nan", "avg", "corr",
    ];

    /// <summary>A comparison; a call of the macro that replaces it if a number in it may be NaN.</summary>
    public static JsonObject Translate(JsonObject node)
    {
        JsonObject[] operands = [node["left"]!.AsObject(), node["right"]!.AsObject()];
        return node.Text("type") is "COMPARE_DISTINCT_FROM" or "COMPARE_NOT_DISTINCT_FROM"
            || !operands.Any(MayBeDouble)
            || operands.Any(operand => OperandTypes.IsUnknown(operand) || operand.Text("function_name") == "row")
                ? node
                : DuckDbNode.Macro(
                    node, node.Text("type").Replace("COMPARE_", "", StringComparison.Ordinal).ToLowerInvariant(),
                    operands);
    }

    /// <summary>Determines whether an expression may be NaN, and DuckDB knows its type when it chooses a
    /// macro.</summary>
    public static bool MayBeNaN(JsonObject? node) => MayBeDouble(node) && !OperandTypes.IsUnknown(node!);

    /// <summary>Determines whether an expression is computed from doubles, apart from those of columns.</summary>
    public static bool MayBeDouble(JsonObject? node) =>
        node is not null && !IsInterval(node) && (node.Text("class") switch
        {
            "CAST" => node["cast_type"]!.AsObject().Text("id") is "DOUBLE" or "FLOAT",
            "FUNCTION" => Doubles.Contains(node.Text("function_name")),
            _ => false,
        } || (node.Text("class") != "SUBQUERY" && Parts(node).Any(MayBeDouble)));

    // The parser makes a double of an interval's number.
    private static bool IsInterval(JsonObject node) =>
        node.Text("function_name").StartsWith("to_", StringComparison.Ordinal);

    private static IEnumerable<JsonObject> Parts(JsonObject node) =>
        node.SelectMany(property => property.Value switch
        {
            JsonObject child => [child],
            JsonArray children => children.OfType<JsonObject>(),
            _ => [],
        });
}
