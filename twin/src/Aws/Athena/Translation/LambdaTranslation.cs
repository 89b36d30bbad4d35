using Twin.Aws.Athena.DuckDb;

namespace Twin.Aws.Athena.Translation;

/// <summary>Translates Trino's functions over arrays that take a lambda.</summary>
internal static class LambdaTranslation
{
    /// <summary>Marks a lambda's parameters: DuckDB determines their types too late to choose macros by them.</summary>
    public static void Mark(JsonObject lambda)
    {
        var parameters = References(lambda["lhs"]).SelectMany(DuckDbNode.ColumnNames)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var reference in References(lambda["expr"])
            .Where(node => node.ColumnNames() is [var name] && parameters.Contains(name)))
        {
            reference[ColumnResolution.Correlated] = true;
        }
    }

    /// <summary>A call with DuckDB's name and order of arguments.</summary>
    public static JsonObject Translate(JsonObject node, string name, QueryText query)
    {
        var arguments = node.Children().ToList();
        var lambdas = arguments.FindAll(argument => argument.Text("class") == "LAMBDA");
        switch (name, arguments.Count, lambdas.Count)
        {
            case ("list_transform" or "list_filter", 2, 1):
                return DuckDbNode.Call(node, "", name, arguments[0], arguments[1]);
            case ("any_true" or "all_true" or "none_true", 2, 1):
                var truths = DuckDbNode.Call(
                    DuckDbNode.Literal(""), "", "list_transform", arguments[0], arguments[1]);
                return DuckDbNode.Macro(node, name, truths);
            case ("list_reduce", 4, 2):
                // The last lambda turns the state into the result.
                var state = DuckDbNode.Call(
                    DuckDbNode.Literal(""), "", name, arguments[0], arguments[2], arguments[1]);
                var results = DuckDbNode.Call(
                    DuckDbNode.Literal(""),
                    "",
                    "list_transform",
                    DuckDbNode.Call(DuckDbNode.Literal(""), "", "list_value", state),
                    arguments[3]);
                return DuckDbNode.Call(node, "", "list_extract", results, One());
            default:
                throw query.Refuse(
                    $"FUNCTION_NOT_FOUND: Unexpected parameters for function {query.TokenOf(node).Text}", node);
        }
    }

    private static JsonObject One() => DuckDbNode.Cast(DuckDbNode.Literal("1"), "BIGINT", "");

    private static IEnumerable<JsonObject> References(JsonNode? node) => node switch
    {
        JsonObject tree when tree.Text("class") == "COLUMN_REF" => [tree],
        JsonObject tree => tree.SelectMany(property => References(property.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
