using Twin.Aws.Athena.DuckDb;

namespace Twin.Aws.Athena.Translation;

/// <summary>The kinds of types of which one is not compared with another.</summary>
internal enum OperandKind
{
    Truth,
    Text,
    Number,
    Time,
}

/// <summary>The kind of an operand, as far as the query and the catalog tell it: what they tell, DuckDB need not find
/// out.</summary>
internal static class OperandKinds
{
    /// <summary>The kind of an operand, also of one that is translated already; null if it is not known.</summary>
    public static OperandKind? Of(JsonObject node) => (node.Text("class"), node.Text("type")) switch
    {
        ("COMPARISON" or "CONJUNCTION" or "BETWEEN", _)
            or (_, "OPERATOR_IS_NULL" or "OPERATOR_IS_NOT_NULL" or "OPERATOR_NOT") => OperandKind.Truth,
        ("COLUMN_REF", _) => Parse(node.Text(ColumnResolution.Kind)) ?? OfType(node.Text(ColumnResolution.StoredType)),
        ("CONSTANT", _) when !node.IsNullConstant() => OfType(node["value"]!["type"]!.AsObject().Text("id")),
        ("CAST", _) => OfType(node["cast_type"]!.AsObject().Text("id")),
        ("CASE", _) => OfAll(
            [
                .. node["case_checks"]!.AsArray().Select(check => check!["then_expr"]!.AsObject()),
                node["else_expr"]!.AsObject(),
            ]),
        (_, "OPERATOR_COALESCE" or "OPERATOR_TRY") => OfAll([.. node.Children()]),
        ("FUNCTION" or "WINDOW", _) => OfFunction(node.Text("function_name"), [.. node.Children()]),
        _ => null,
    };

    /// <summary>The kind of operands, if all but the NULLs are of one; else null.</summary>
    public static OperandKind? OfAll(IReadOnlyList<JsonObject> operands)
    {
        OperandKind? found = null;
        foreach (var operand in operands.Where(operand => !operand.IsNullConstant()))
        {
            if (Of(operand) is not { } kind || (found is { } other && other != kind))
            {
                return null;
            }

            found = kind;
        }

        return found;
    }

    private static OperandKind? OfFunction(string name, JsonObject[] arguments) => (name, arguments) switch
    {
        ("lower" or "upper" or "trim" or "replace" or "regexp_replace" or "substr" or "substring" or "cast_varchar"
            or "joined" or "array_join", _) => OperandKind.Text,
        ("cast_bigint" or "try_cast_bigint" or "count" or "count_star" or "count_if" or "row_number" or "rank"
            or "dense_rank" or "length" or "date_diff", _) => OperandKind.Number,
        ("cast_date" or "try_cast_date", _) => OperandKind.Time,
        ("min" or "max" or "arbitrary" or "any_value" or "alike" or "alike_late", [var first, ..])
            when name is not ("min" or "max") || arguments.Length == 1 => Of(first),
        ("nullif" or "lag" or "lead" or "first_value" or "last_value", [var first, ..]) => Of(first),
        ("with_alike", [_, var one, ..]) => Of(one),
        ("sum" or "avg" or "+" or "-" or "*" or "/" or "%", _) =>
            OfAll(arguments) is OperandKind.Number ? OperandKind.Number : null,
        ("||", [var first, ..]) when Of(first) == OperandKind.Text => OperandKind.Text,
        _ => null,
    };

    private static OperandKind? OfType(string type) => type.ToUpperInvariant() switch
    {
        "BOOLEAN" => OperandKind.Truth,
        "STRING" or "VARCHAR" => OperandKind.Text,
        "INT" or "INTEGER" or "BIGINT" or "DOUBLE" => OperandKind.Number,
        "DATE" or "TIMESTAMP" => OperandKind.Time,
        _ => null,
    };

    private static OperandKind? Parse(string name) => Enum.TryParse<OperandKind>(name, out var kind) ? kind : null;
}
