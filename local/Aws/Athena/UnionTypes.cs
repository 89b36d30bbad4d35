using System.Text.Json.Nodes;
using DuckDB.NET.Data;

namespace Local.Aws.Athena;

/// <summary>
/// Refuses UNION, EXCEPT and INTERSECT of different types, which DuckDB would silently convert to texts.
/// </summary>
/// <param name="typesOf">Returns DuckDB's types of a statement's columns.</param>
internal sealed class UnionTypes(Func<JsonObject, IReadOnlyList<string>> typesOf)
{
    /// <param name="statement">The statement, rewritten by <see cref="TrinoDialect"/>.</param>
    /// <exception cref="AthenaException">The types of a column differ.</exception>
    public void Check(JsonObject statement) => Visit(statement["node"], []);

    /// <param name="node">A part of the statement.</param>
    /// <param name="tables">The common tables that are visible to it.</param>
    private void Visit(JsonNode? node, List<JsonObject> tables)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Visit(item, tables);
            }
        }
        if (node is not JsonObject tree)
        {
            return;
        }

        var own = Entries(tree);
        foreach (var table in own)
        {
            Visit(table["value"], tables);
            tables = [.. tables.Where(other => !IsSame(other, table)), table];
        }
        if (tree.Text("type") == "SET_OPERATION_NODE")
        {
            Compare(tree, tables);
        }

        foreach (var property in tree.Where(property => property.Key != "cte_map"))
        {
            Visit(property.Value, tables);
        }
    }

    private void Compare(JsonObject operation, List<JsonObject> tables)
    {
        if (Types(operation["left"], tables) is not { } left || Types(operation["right"], tables) is not { } right)
        {
            return;
        }

        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            if (Kind(left[i]) is { } one && Kind(right[i]) is { } other && one != other)
            {
                throw new AthenaException(
                    $"TYPE_MISMATCH: column {i + 1} in {operation.Text("setop_type")} query has incompatible types: "
                    + $"{left[i].ToLowerInvariant()}, {right[i].ToLowerInvariant()}: cast one of them");
            }
        }
    }

    private IReadOnlyList<string>? Types(JsonNode? branch, List<JsonObject> tables)
    {
        if (branch is not JsonObject)
        {
            return null;
        }

        var node = branch.DeepClone().AsObject();
        var own = Entries(node);
        var known = new JsonArray();
        foreach (var table in tables.Where(table => !own.Exists(other => IsSame(other, table))).Concat(own))
        {
            known.Add(table.DeepClone());
        }

        node["cte_map"] = new JsonObject { ["map"] = known };
        try
        {
            return typesOf(new JsonObject { ["node"] = node, ["named_param_map"] = new JsonArray() });
        }
        catch (DuckDBException)
        {
            // A branch that uses columns of an outer query has no types by itself; any other error is found in the
            // whole statement.
            return null;
        }
    }

    private static List<JsonObject> Entries(JsonObject node) =>
        node["cte_map"]?["map"] is JsonArray map ? [.. map.Select(table => table!.AsObject())] : [];

    private static bool IsSame(JsonObject table, JsonObject other) =>
        table.Text("key").Equals(other.Text("key"), StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The kind of a type: types of one kind have a common type in Trino too. Null for types that are compatible with
    /// any.
    /// </summary>
    private static string? Kind(string type) => type switch
    {
        "VARCHAR" or "BOOLEAN" => type,
        "DATE" => "time",
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "FLOAT" or "DOUBLE" => "number",
        _ when type.StartsWith("DECIMAL", StringComparison.Ordinal) => "number",
        _ when type.StartsWith("TIMESTAMP", StringComparison.Ordinal) => "time",
        _ => null,
    };
}
