namespace Twin.Aws.Athena.DuckDb;

/// <summary>Builds and reads the nodes of DuckDB's syntax tree, as <c>json_serialize_sql</c> returns it.</summary>
internal static class DuckDbNode
{
    /// <summary>DuckDB's value for an unknown position.</summary>
    public const ulong Nowhere = ulong.MaxValue;

    /// <summary>DuckDB's column with the number of a row.</summary>
    public const string RowNumber = "rowid";

    /// <summary>A text property of the node; empty if it is not a text.</summary>
    public static string Text(this JsonObject node, string property) =>
        node[property] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    public static ulong Location(this JsonObject node) => node["query_location"]?.GetValue<ulong>() ?? Nowhere;

    public static IEnumerable<JsonObject> Children(this JsonObject node) =>
        node["children"] is JsonArray children ? children.OfType<JsonObject>() : [];

    /// <summary>The names of a reference to a column: those of its table, if it has any, and its own.</summary>
    public static string[] ColumnNames(this JsonObject reference) =>
        [.. reference["column_names"]!.AsArray().Select(name => name!.GetValue<string>())];

    public static bool Has(this JsonObject node, string property) => node[property] switch
    {
        null => false,
        JsonArray list => list.Count > 0,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        JsonValue value when value.TryGetValue<string>(out var text) => text.Length > 0,
        _ => true,
    };

    public static bool IsNullConstant(this JsonObject node) =>
        node.Text("class") == "CONSTANT" && node["value"]?["is_null"]?.GetValue<bool>() == true;

    /// <summary>The value of a text literal, typed or not; null for any other node.</summary>
    public static string? TextConstant(this JsonObject node) => node.Text("class") switch
    {
        "CONSTANT" when !node.IsNullConstant() && node["value"]!["type"]!["id"]!.GetValue<string>() == "VARCHAR" =>
            node["value"]!["value"]!.GetValue<string>(),
        "CAST" when node["cast_type"]!.AsObject().Text("id") == "VARCHAR" => node["child"]!.AsObject().TextConstant(),
        _ => null,
    };

    /// <summary>A text literal with the type of a text. Without it, DuckDB converts the literal to whatever a
    /// function takes.</summary>
    public static JsonObject Typed(JsonObject literal)
    {
        var typed = Cast(literal.DeepClone().AsObject(), "VARCHAR", literal.Text("alias"));
        typed["query_location"] = literal.Location();
        return typed;
    }

    public static JsonObject Literal(string text) => new()
    {
        ["class"] = "CONSTANT",
        ["type"] = "VALUE_CONSTANT",
        ["alias"] = "",
        ["query_location"] = Nowhere,
        ["value"] = new JsonObject
        {
            ["type"] = new JsonObject { ["id"] = "VARCHAR", ["type_info"] = null },
            ["is_null"] = false,
            ["value"] = text,
        },
    };

    /// <summary>The literal NULL.</summary>
    public static JsonObject Null()
    {
        var none = Literal("");
        none["value"] = new JsonObject
        {
            ["type"] = new JsonObject { ["id"] = "NULL", ["type_info"] = null },
            ["is_null"] = true,
        };
        return none;
    }

    /// <summary>A query of a column of a table.</summary>
    public static JsonObject Select(string column, JsonObject table) => new()
    {
        ["type"] = "SELECT_NODE",
        ["modifiers"] = new JsonArray(),
        ["cte_map"] = new JsonObject { ["map"] = new JsonArray() },
        ["select_list"] = new JsonArray(new JsonObject
        {
            ["class"] = "COLUMN_REF",
            ["type"] = "COLUMN_REF",
            ["alias"] = "",
            ["query_location"] = Nowhere,
            ["column_names"] = new JsonArray(column),
        }),
        ["from_table"] = table.DeepClone(),
        ["where_clause"] = null,
        ["group_expressions"] = new JsonArray(),
        ["group_sets"] = new JsonArray(),
        ["aggregate_handling"] = "STANDARD_HANDLING",
        ["having"] = null,
        ["sample"] = null,
        ["qualify"] = null,
    };

    public static JsonObject Cast(JsonObject child, string type, string alias) => new()
    {
        ["class"] = "CAST",
        ["type"] = "OPERATOR_CAST",
        ["alias"] = alias,
        ["query_location"] = Nowhere,
        ["child"] = child,
        ["cast_type"] = new JsonObject { ["id"] = type, ["type_info"] = null },
        ["try_cast"] = false,
    };

    /// <summary>A cast to decimal.</summary>
    public static JsonObject Cast(JsonObject child, DecimalType type, string alias)
    {
        var cast = Cast(child, "DECIMAL", alias);
        cast["cast_type"]!["type_info"] = new JsonObject
        {
            ["type"] = "DECIMAL_TYPE_INFO",
            ["alias"] = "",
            ["modifiers"] = new JsonArray(),
            ["width"] = type.Precision,
            ["scale"] = type.Scale,
        };
        return cast;
    }

    /// <summary>A function call that replaces another node and takes over its alias and position.</summary>
    public static JsonObject Call(JsonObject from, string schema, string name, params IEnumerable<JsonObject> arguments)
    {
        var children = new JsonArray();
        foreach (var argument in arguments)
        {
            children.Add(argument.Detached());
        }
        return new JsonObject
        {
            ["class"] = "FUNCTION",
            ["type"] = "FUNCTION",
            ["alias"] = from.Text("alias"),
            ["query_location"] = from.Location(),
            ["function_name"] = name,
            ["schema"] = schema,
            ["children"] = children,
            ["filter"] = null,
            ["order_bys"] = new JsonObject { ["type"] = "ORDER_MODIFIER", ["orders"] = new JsonArray() },
            ["distinct"] = false,
            ["is_operator"] = false,
            ["export_state"] = false,
            ["catalog"] = "",
        };
    }

    /// <summary>A call of one of <see cref="TrinoMacros"/> with copies of the arguments.</summary>
    public static JsonObject Macro(JsonObject from, string name, params IEnumerable<JsonObject> arguments) => Call(
        from, TrinoMacros.Schema, name, arguments.Select(argument => argument.DeepClone().AsObject()));

    /// <summary>The node, removed from its tree.</summary>
    public static JsonObject Detached(this JsonObject node)
    {
        node.Parent?.Remove(node);
        return node;
    }

    private static void Remove(this JsonNode parent, JsonNode child)
    {
        if (parent is JsonArray list)
        {
            list[child.GetElementIndex()] = null;
        }
        else
        {
            parent.AsObject()[child.GetPropertyName()] = null;
        }
    }
}
