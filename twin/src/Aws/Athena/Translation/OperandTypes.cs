using Twin.Aws.Athena.DuckDb;

namespace Twin.Aws.Athena.Translation;

/// <summary>Refuses operands of different types, such as a text and a number, which DuckDB would cast silently. All
/// columns of a CSV table are texts, so a forgotten CAST is the most likely mistake.</summary>
internal sealed class OperandTypes(QueryText query)
{
    /// <summary>Checks operands that are compared: the check replaces an operand.</summary>
    public JsonObject Check(JsonObject node, IEnumerable<JsonObject> operands)
    {
        var all = operands.ToList();
        if (all.TrueForAll(operand => operand.Text("class") == "FUNCTION" && operand.Text("function_name") == "row"))
        {
            for (var i = all.Min(row => row.Children().Count()) - 1; i >= 0; i--)
            {
                Check(node, [.. all.Select(row => row.Children().ElementAt(i))]);
            }

            return node;
        }

        if (AreAlike(all))
        {
            return node;
        }

        var typed = Typed(all);
        var late = all.FindAll(operand => !operand.IsNullConstant() && IsRepeatable(operand, all));
        if (late.Exists(IsUnknown))
        {
            return CheckLate(node, late);
        }

        if (typed.Count < 2)
        {
            return node;
        }

        var first = typed[0].DeepClone().AsObject();
        typed[0].ReplaceWith(Checked("alike", typed[0], typed[1], node));
        foreach (var operand in typed.Skip(2))
        {
            operand.ReplaceWith(Checked("alike", operand, first, node));
        }

        return node;
    }

    /// <summary>Checks an operand that is compared with something of a type of DuckDB.</summary>
    public void CheckOf(JsonObject node, JsonObject operand, string type)
    {
        var sample = DuckDbNode.Cast(DuckDbNode.Null(), type, "");
        operand.ReplaceWith(Checked(IsUnknown(operand) ? "alike_late" : "alike", operand, sample, node));
    }

    /// <summary>Checks the type of a condition: DuckDB takes numbers and texts for truth values too.</summary>
    public JsonObject Truth(JsonObject condition) => condition.Text("class") switch
    {
        "SUBQUERY" => condition,
        "OPERATOR" when condition.Text("type") is not ("OPERATOR_COALESCE" or "ARRAY_EXTRACT" or "OPERATOR_TRY") =>
            condition,
        "FUNCTION" when condition.Text("function_name") is "~~" or "!~~" => condition,
        _ when OperandKinds.Of(condition) == OperandKind.Truth => condition,
        _ => DuckDbNode.Macro(condition, IsUnknown(condition) ? "late_truth" : "truth", condition, At(condition)),
    };

    /// <summary>Checks operands of which one is the node's value: the check encloses the node.</summary>
    public JsonObject CheckAround(JsonObject node, IEnumerable<JsonObject> operands)
    {
        var typed = Typed(operands);
        return AreAlike(typed) ? node : typed.Skip(1).Aggregate(node, (value, operand) =>
        {
            var call = DuckDbNode.Macro(
                value, "with_alike", value, Representative(operand), Representative(typed[0]), At(node));
            call["children"]![0]!["alias"] = "";
            return call;
        });
    }

    /// <summary>Checks the type of an operand of a concatenation: DuckDB takes every type for a text.</summary>
    public JsonObject Joined(JsonObject operand, JsonObject node) =>
        OperandKinds.Of(operand) == OperandKind.Text
            ? operand
            : DuckDbNode.Macro(
                DuckDbNode.Literal(""), IsUnknown(operand) ? "late_joined" : "joined", operand, At(node));

    /// <summary>The call of a macro that is chosen by the operands' types. One more argument chooses the macro that
    /// finds out the types itself.</summary>
    public static JsonObject Call(JsonObject from, string name, List<JsonObject> operands) => DuckDbNode.Macro(
        from, name, operands.Exists(IsUnknown) ? [.. operands, DuckDbNode.Literal("")] : operands);

    /// <summary>Determines whether a node contains something whose type DuckDB does not know yet when it chooses
    /// macros by their arguments' types.</summary>
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

    /// <summary>One of the values of a node that is checked itself: otherwise nested checks would double in
    /// size.</summary>
    private static JsonObject Representative(JsonObject node)
    {
        while (node.Text("function_name") == "with_alike")
        {
            node = node.Children().ElementAt(2);
        }

        return node;
    }

    // Each check of types takes DuckDB longer than all else in an operator.
    private static bool AreAlike(List<JsonObject> typed) =>
        OperandKinds.OfAll(typed) is not null;

    private static List<JsonObject> Typed(IEnumerable<JsonObject> operands) =>
        [.. operands.Where(operand => !operand.IsNullConstant() && !IsUnknown(operand))];

    /// <summary>Determines whether the check of a type that DuckDB knows late may repeat an operand. It costs nothing
    /// for an aggregate or a column, little for a window function beside literals, and another execution for a
    /// query.</summary>
    private static bool IsRepeatable(JsonObject operand, List<JsonObject> all) =>
        !Contains(operand, part => part.Text("class") == "SUBQUERY")
        && (!Contains(operand, part => part.Text("class") == "WINDOW")
            || all.TrueForAll(other => ReferenceEquals(other, operand)
                || other.Text("class") == "CONSTANT" || other.TextConstant() is not null));

    private JsonObject CheckLate(JsonObject node, List<JsonObject> operands)
    {
        var first = operands[0].DeepClone().AsObject();
        foreach (var operand in operands.Skip(1))
        {
            operand.ReplaceWith(Checked("alike_late", operand, first, node));
        }

        return node;
    }

    public static bool Contains(JsonObject node, Func<JsonObject, bool> isWanted) =>
        isWanted(node) || node.Any(property => property.Value switch
        {
            JsonObject child => Contains(child, isWanted),
            JsonArray children => children.OfType<JsonObject>().Any(child => Contains(child, isWanted)),
            _ => false,
        });

    private JsonObject Checked(string macro, JsonObject operand, JsonObject other, JsonObject node) =>
        DuckDbNode.Macro(DuckDbNode.Literal(""), macro, operand, other, At(node));

    /// <summary>The place of a node in the query, for the message of a macro.</summary>
    private JsonObject At(JsonObject node) => DuckDbNode.Literal(
        query.PositionOf(node) is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"@{at.Line}:{at.Column} ")
            : "");
}
