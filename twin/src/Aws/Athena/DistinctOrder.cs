using System.Text.Json.Nodes;

namespace Twin.Aws.Athena;

/// <summary>The order of a SELECT DISTINCT: Athena takes the columns of the select list only, DuckDB any.</summary>
internal static class DistinctOrder
{
    /// <summary>Determines whether a query is distinct and ordered by something that it does not select.</summary>
    public static bool IsWrong(JsonObject query)
    {
        var modifiers = query["modifiers"]?.AsArray().OfType<JsonObject>().ToList() ?? [];
        var selected = query["select_list"]!.AsArray().OfType<JsonObject>().ToList();
        return modifiers.Exists(modifier => modifier.Text("type") == "DISTINCT_MODIFIER")
            && !selected.Exists(item => item.Text("class") == "STAR")
            && modifiers.SelectMany(modifier => modifier["orders"]?.AsArray().OfType<JsonObject>() ?? [])
                .Select(order => order["expression"]!.AsObject())
                .Any(expression => expression.Text("class") != "CONSTANT"
                    && !selected.Exists(item => IsSame(expression, item)));
    }

    private static bool IsSame(JsonObject expression, JsonObject item)
    {
        if (expression.Text("class") != "COLUMN_REF")
        {
            return JsonNode.DeepEquals(WithoutPlaces(expression), WithoutPlaces(item));
        }

        var name = expression.ColumnNames()[^1];
        return name.Equals(item.Text("alias"), StringComparison.OrdinalIgnoreCase)
            || (item.Text("class") == "COLUMN_REF" && name.Equals(item.ColumnNames()[^1], StringComparison.OrdinalIgnoreCase));
    }

    private static JsonNode? WithoutPlaces(JsonNode? node) => node switch
    {
        JsonObject tree => new JsonObject(tree
            .Where(property => property.Key is not ("query_location" or "alias"))
            .Select(property => KeyValuePair.Create(property.Key, WithoutPlaces(property.Value)))),
        JsonArray list => new JsonArray([.. list.Select(WithoutPlaces)]),
        _ => node?.DeepClone(),
    };
}
