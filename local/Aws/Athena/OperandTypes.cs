using System.Text.Json.Nodes;

namespace Local.Aws.Athena;

/// <summary>
/// Refuses operands of different types, such as a text and a number, which DuckDB would cast silently. All columns of a
/// CSV table are texts, so a forgotten CAST is the most likely mistake.
/// </summary>
internal static class OperandTypes
{
    /// <summary>Checks operands that are compared or joined: the check replaces an operand.</summary>
    public static JsonObject Check(JsonObject node, IEnumerable<JsonObject> operands)
    {
        var typed = Typed(operands);
        if (typed.Count < 2)
        {
            return node;
        }

        var first = typed[0].DeepClone().AsObject();
        typed[0].ReplaceWith(Checked(typed[0], typed[1]));
        foreach (var operand in typed.Skip(2))
        {
            operand.ReplaceWith(Checked(operand, first));
        }

        return node;
    }

    /// <summary>Checks operands of which one is the node's value: the check encloses the node.</summary>
    public static JsonObject CheckAround(JsonObject node, IEnumerable<JsonObject> operands)
    {
        var typed = Typed(operands);
        return typed.Skip(1).Aggregate(node, (value, operand) =>
        {
            var call = DuckDbNode.Macro(value, "with_alike", value, Representative(operand), Representative(typed[0]));
            call["children"]![0]!["alias"] = "";
            return call;
        });
    }

    /// <summary>
    /// Determines whether a node contains something whose type DuckDB does not know yet when it chooses macros by their
    /// arguments' types.
    /// </summary>
    public static bool IsUnknown(JsonObject node) =>
        node.Text("class") is "WINDOW" or "SUBQUERY"
        || node.Has(ColumnResolution.Correlated)
        || (node.Text("class") == "FUNCTION" && TrinoFunctions.Aggregates.Contains(node.Text("function_name")))
        || node.Any(property => property.Value switch
        {
            JsonObject child => IsUnknown(child),
            JsonArray children => children.OfType<JsonObject>().Any(IsUnknown),
            _ => false,
        });

    /// <summary>
    /// One of the values of a node that is checked itself: otherwise nested checks would double in size.
    /// </summary>
    private static JsonObject Representative(JsonObject node)
    {
        while (node.Text("function_name") == "with_alike")
        {
            node = node.Children().Last();
        }

        return node;
    }

    private static List<JsonObject> Typed(IEnumerable<JsonObject> operands) =>
        [.. operands.Where(operand => !operand.IsNullConstant() && !IsUnknown(operand))];

    private static JsonObject Checked(JsonObject operand, JsonObject other) =>
        DuckDbNode.Macro(DuckDbNode.Literal(""), "alike", operand, other);
}
