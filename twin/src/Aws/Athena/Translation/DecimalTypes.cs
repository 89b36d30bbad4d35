using Twin.Aws.Athena.DuckDb;

namespace Twin.Aws.Athena.Translation;

/// <summary>The decimal types of expressions that show them: literals, casts, counts, and what is computed from
/// these.</summary>
internal static class DecimalTypes
{
    private static readonly DecimalType Integer = new(10, 0);
    private static readonly DecimalType Bigint = new(19, 0);

    /// <summary>The quotient of two numbers, of which one is a decimal; null if that, or a type, is not
    /// known.</summary>
    public static JsonObject? Quotient(JsonObject node, List<JsonObject> operands)
    {
        if (operands.Count != 2 || Of(operands[0]) is not { } above || Of(operands[1]) is not { } below
            || !operands.Exists(IsDecimal))
        {
            return null;
        }

        var type = above.Over(below);
        var digits = DuckDbNode.Literal(type.Scale.ToString(CultureInfo.InvariantCulture));
        return DuckDbNode.Cast(
            DuckDbNode.Macro(DuckDbNode.Literal(""), "quotient", [.. operands, digits]), type, node.Text("alias"));
    }

    /// <summary>The type of an expression that is a decimal; null for any other.</summary>
    public static DecimalType? OfDecimal(JsonObject node) => IsDecimal(node) ? Of(node) : null;

    /// <summary>The average of decimals, which has their type; null for other averages.</summary>
    public static JsonObject? Average(JsonObject node, List<JsonObject> arguments)
    {
        if (arguments is not [var averaged] || OfDecimal(averaged) is not { } type
            || node.Has("filter") || node.Has("distinct"))
        {
            return null;
        }

        var none = DuckDbNode.Literal("");
        return DuckDbNode.Cast(
            DuckDbNode.Macro(
                none,
                "quotient",
                DuckDbNode.Call(none, "", "sum", averaged.DeepClone().AsObject()),
                DuckDbNode.Call(none, "", "nullif", [
                    DuckDbNode.Call(none, "", "count", averaged.DeepClone().AsObject()),
                    DuckDbNode.Cast(DuckDbNode.Literal("0"), "BIGINT", ""),
                ]),
                DuckDbNode.Literal(type.Scale.ToString(CultureInfo.InvariantCulture))),
            type,
            node.Text("alias"));
    }

    private static bool IsDecimal(JsonObject node) => Declared(node) is not null || Parts(node).Any(IsDecimal);

    private static DecimalType? Declared(JsonObject node)
    {
        var type = node.Text("class") switch
        {
            "CAST" => node["cast_type"],
            "CONSTANT" => node["value"]?["type"],
            _ => null,
        };
        return type is JsonObject { } given && given.Text("id") == "DECIMAL" && given["type_info"] is JsonObject info
            ? new DecimalType(info["width"]!.GetValue<int>(), info["scale"]!.GetValue<int>())
            : null;
    }

    private static DecimalType? Of(JsonObject node) => Declared(node) ?? (node.Text("class") switch
    {
        "CONSTANT" => OfType(node["value"]?["type"]),
        "COLUMN_REF" => node.Text(ColumnResolution.StoredType) switch
        {
            "int" => Integer,
            "bigint" => Bigint,
            _ => null,
        },
        "FUNCTION" or "WINDOW" => node.Text("function_name") switch
        {
            "count" or "count_star" or "cast_bigint" or "row_number" or "rank" or "length" or "cardinality" => Bigint,
            "cast_integer" => Integer,
            "in_range" => Of(Parts(node).First()),
            "sum" when node.Children().FirstOrDefault() is { } summed => OfSum(summed),
            "summed" or "min" or "max" when node.Children().FirstOrDefault() is { } same => Of(same),
            "*" when Two(node) is var (left, right) => left.Times(right),
            "plus" or "minus" or "+" or "-" when Two(node) is var (left, right) => left.Plus(right),
            _ => null,
        },
        _ => null,
    });

    private static DecimalType? OfSum(JsonObject summed) =>
        Of(summed) is not { } type ? null : IsDecimal(summed) ? type with { Precision = 38 } : Bigint;

    private static DecimalType? OfType(JsonNode? type) => (type as JsonObject)?.Text("id") switch
    {
        "INTEGER" => Integer,
        "BIGINT" => Bigint,
        _ => null,
    };

    private static (DecimalType Left, DecimalType Right)? Two(JsonObject node) =>
        node.Children().ToList() is [var left, var right] && Of(left) is { } one && Of(right) is { } other
            ? (one, other)
            : null;

    private static IEnumerable<JsonObject> Parts(JsonObject node) =>
        node.Text("class") is "FUNCTION" or "WINDOW" ? node.Children() : [];
}
