using DuckDB.NET.Data;
using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena.Translation;

/// <summary>Refuses different types in UNION, EXCEPT and INTERSECT, in USING, and in comparisons with a query, which
/// DuckDB would silently convert.</summary>
/// <param name="typesOf">Returns DuckDB's types of a statement's columns.</param>
/// <param name="operands">The check of a comparison.</param>
internal sealed class UnionTypes(Func<JsonObject, IReadOnlyList<string>> typesOf, OperandTypes operands)
{
    private const string Any = "NULL";

    private readonly Dictionary<JsonObject, IReadOnlyList<string>?> _compared = new(ReferenceEqualityComparer.Instance);

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

        foreach (var table in Entries(tree))
        {
            Visit(table["value"], tables);
            tables = With([table], tables);
        }
        if (tree.Text("type") == "SET_OPERATION_NODE")
        {
            Compared(tree, tables);
        }

        if (tree.Text("type") == "JOIN")
        {
            CompareUsing(tree, tables);
        }

        if (tree.Text("class") == "COMPARISON")
        {
            CompareWithQuery(tree, "left", "right", tables);
            CompareWithQuery(tree, "right", "left", tables);
        }

        foreach (var property in tree.Where(property => property.Key != "cte_map").ToList())
        {
            Visit(property.Value, tables);
        }
    }

    private void CompareUsing(JsonObject join, List<JsonObject> tables)
    {
        foreach (var column in join["using_columns"]?.AsArray().Select(name => name!.GetValue<string>()) ?? [])
        {
            if (TypeOf(column, join["left"], tables) is { } left && TypeOf(column, join["right"], tables) is { } right
                && Kind(left) is { } one && Kind(right) is { } other && one != other)
            {
                throw new AthenaException(
                    $"TYPE_MISMATCH: the column '{column}' of USING has different types: {left.ToLowerInvariant()}, "
                    + $"{right.ToLowerInvariant()}: join ON a cast instead");
            }
        }
    }

    private string? TypeOf(string column, JsonNode? table, List<JsonObject> tables) =>
        Types(DuckDbNode.Select(column, table!.AsObject()), tables)?[0];

    private void CompareWithQuery(JsonObject comparison, string side, string queried, List<JsonObject> tables)
    {
        if (comparison[queried] is JsonObject query && query.Text("subquery_type") == "SCALAR"
            && comparison[side] is JsonObject operand && operand.Text("class") != "SUBQUERY"
            && SideOf(query["subquery"]!["node"], tables) is [var type] && Kind(type) is not null)
        {
            operands.CheckOf(comparison, operand, type);
        }
    }

    /// <summary>The types of an operation's columns; null if none of its queries has types by itself.</summary>
    private IReadOnlyList<string>? Compared(JsonObject operation, List<JsonObject> tables)
    {
        if (!_compared.TryGetValue(operation, out var types))
        {
            types = Compare(operation, tables);
            _compared.Add(operation, types);
        }

        return types;
    }

    private IReadOnlyList<string>? Compare(JsonObject operation, List<JsonObject> tables)
    {
        var (left, right) = (SideOf(operation["left"], tables), SideOf(operation["right"], tables));
        if (left is null || right is null)
        {
            return left ?? right;
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

        return [.. left.Zip(right, (one, other) => Kind(one) is null ? other : one)];
    }

    // A chain of operations is read from its first query on, so that each query is planned once.
    private IReadOnlyList<string>? SideOf(JsonNode? side, List<JsonObject> tables) =>
        side is JsonObject inner && inner.Text("type") == "SET_OPERATION_NODE"
            ? Compared(inner, With(Entries(inner), tables))
            : Types(side, tables);

    private IReadOnlyList<string>? Types(JsonNode? branch, List<JsonObject> tables)
    {
        if (branch is not JsonObject)
        {
            return null;
        }

        var node = branch.DeepClone().AsObject();
        var own = Entries(node);
        var known = new JsonArray();
        foreach (var table in With(own, tables))
        {
            known.Add(table.DeepClone());
        }

        node["cte_map"] = new JsonObject { ["map"] = known };
        try
        {
            var types = typesOf(new JsonObject { ["node"] = node, ["named_param_map"] = new JsonArray() });
            // A NULL is of any type, and of INTEGER to DuckDB.
            return node["select_list"] is JsonArray columns && columns.Count == types.Count
                ? [.. types.Zip(columns, (type, column) => column!.AsObject().IsNullConstant() ? Any : type)]
                : types;
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

    private static List<JsonObject> With(List<JsonObject> own, List<JsonObject> tables) =>
        [.. tables.Where(table => !own.Exists(other => IsSame(other, table))), .. own];

    private static bool IsSame(JsonObject table, JsonObject other) =>
        table.Text("key").Equals(other.Text("key"), StringComparison.OrdinalIgnoreCase);

    /// <summary>The kind of a type: types of one kind have a common type in Trino too. Null for types that are
    /// compatible with any.</summary>
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
