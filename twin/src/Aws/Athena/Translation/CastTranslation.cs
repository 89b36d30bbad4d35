using Twin.Aws.Athena.DuckDb;

namespace Twin.Aws.Athena.Translation;

/// <summary>Replaces casts by those of <see cref="TrinoCasts"/>.</summary>
internal static class CastTranslation
{
    /// <summary>A cast's node, or the call of the macro that replaces it.</summary>
    public static JsonObject Translate(JsonObject node, QueryText query)
    {
        var type = node["cast_type"]!.AsObject().Text("id");
        var written = TypeName(node, query);
        var prefix = node.Has("try_cast") ? "try_" : "";
        var child = node["child"]!.AsObject();
        switch (type)
        {
            // Casts that the parser itself creates: for true, false and the numbers of intervals.
            case "BOOLEAN" or "DOUBLE" or "INTEGER"
                when node.Location() is DuckDbNode.Nowhere || node.Location() == child.Location():
                return node;
            // A literal has the digits that are written.
            case "TIMESTAMP" when written is [] && child.TextConstant() is { } text:
                var literal = DuckDbNode.Macro(node, $"{prefix}cast_timestamp6", child);
                literal[TimeDigits.Written] = text.Contains('.', StringComparison.Ordinal)
                    ? text.Split('.')[1].Trim().Length
                    : 0;
                return literal;
            case "TIMESTAMP" when written is [] or [_, "(", "6", ..]:
                return OperandTypes.Call(node, $"{prefix}cast_timestamp6", [child]);
            case "DATE" when ConstantDay.Cast(node, child) is { } day:
                return day;
            case "VARCHAR" when ConstantDay.TextOf(child) is { } text:
                return DuckDbNode.Cast(DuckDbNode.Literal(text), "VARCHAR", node.Text("alias"));
            case "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "FLOAT" or "DOUBLE" or "BOOLEAN" or "DATE"
                or "TIMESTAMP":
                return OperandTypes.Call(node, $"{prefix}cast_{type.ToLowerInvariant()}", [child]);
            case "TIMESTAMP_MS":
                return OperandTypes.Call(node, $"{prefix}cast_timestamp", [child]);
            case "VARCHAR" when TimeDigits.Of(child) is { } digits:
                return DuckDbNode.Macro(
                    node, "time_text", child, DuckDbNode.Literal(digits.ToString(CultureInfo.InvariantCulture)));
            case "VARCHAR":
                return OperandTypes.Call(node, "cast_varchar", [child]);
            // An array without elements, or NULL.
            case "LIST" when child.IsNullConstant()
                || (child.Text("type") == "ARRAY_CONSTRUCTOR" && !child.Children().Any()):
                return node;
            case "DECIMAL":
                node["child"] = DuckDbNode.Macro(DuckDbNode.Literal(""), $"{prefix}decimal_digits", child);
                return node;
            default:
                throw query.Refuse($"the twin cannot cast to {type.ToLowerInvariant()}", node);
        }
    }

    /// <summary>The tokens of the type's name, as written. Refuses names that only DuckDB has, such as string, and a
    /// varchar with a length, which DuckDB drops.</summary>
    private static string[] TypeName(JsonObject node, QueryText query)
    {
        var tokens = query.Tokens;
        if (query.IndexOf(node) is not { } start || !(tokens[start].Is("cast") || tokens[start].Is("try_cast")))
        {
            return [];
        }

        var depth = 0;
        var type = -1;
        for (var i = start + 1; i < tokens.Length; i++)
        {
            depth += tokens[i].Text switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth == 1 && tokens[i].Is("as"))
            {
                type = i + 1;
            }

            if (depth == 0)
            {
                break;
            }
        }
        if (type < 0)
        {
            return [];
        }

        var name = tokens[type].Text.ToLowerInvariant();
        if (name is not ("tinyint" or "smallint" or "integer" or "int" or "bigint" or "real" or "double" or "decimal"
            or "boolean" or "date" or "timestamp" or "varchar"))
        {
            throw query.Refuse(
                name is "row" or "array" or "map" or "json" or "char" or "varbinary" or "time" or "interval"
                    ? $"the twin cannot cast to {name}"
                    : $"TYPE_NOT_FOUND: Unknown type: {name}" + (name == "string" ? ": use varchar" : ""),
                tokens[type]);
        }
        if (name == "varchar" && tokens[type + 1].Text == "(")
        {
            throw query.Refuse("the twin cannot cast to a varchar of a given length: use substr", tokens[type]);
        }

        return [.. tokens[type..Math.Min(tokens.Length, type + 4)].Select(token => token.Text)];
    }
}
