using Twin.Aws.Athena.DuckDb;

namespace Twin.Aws.Athena.Scans;

/// <summary>A condition that bounds a column to a constant range.</summary>
/// <param name="Column">The column's name, after its table's if the query names it.</param>
internal sealed record ColumnCondition(string[] Column, ValueRange Range)
{
    /// <summary>The condition that a translated expression is; null for any other expression.</summary>
    public static ColumnCondition? From(JsonObject node, Func<JsonObject, string?> evaluate)
    {
        switch (node.Text("class"))
        {
            case "COMPARISON":
                var (left, right) = (Plain(node["left"]!.AsObject()), Plain(node["right"]!.AsObject()));
                return Compared(left, node.Text("type"), right, evaluate)
                    ?? Compared(right, Mirrored(node.Text("type")), left, evaluate);
            case "BETWEEN" when node.Text("type") == "COMPARE_BETWEEN":
                var input = Plain(node["input"]!.AsObject());
                return IsColumn(input)
                    ? new ColumnCondition(
                        input.ColumnNames(),
                        new ValueRange(
                            Constant(Plain(node["lower"]!.AsObject()), evaluate),
                            Constant(Plain(node["upper"]!.AsObject()), evaluate)))
                    : null;
            case "OPERATOR" when node.Text("type") == "COMPARE_IN":
                var parts = node.Children().Select(Plain).ToList();
                var values = parts.Skip(1).Select(part => Constant(part, evaluate)).ToList();
                return IsColumn(parts[0]) && values.TrueForAll(value => value is not null)
                    ? new ColumnCondition(
                        parts[0].ColumnNames(),
                        new ValueRange(values.Min(StringComparer.Ordinal), values.Max(StringComparer.Ordinal)))
                    : null;
            default:
                return null;
        }
    }

    /// <summary>Two columns that a translated expression says to be equal; null for any other expression.</summary>
    public static (string[] One, string[] Other)? Equality(JsonObject node)
    {
        if (node.Text("type") != "COMPARE_EQUAL")
        {
            return null;
        }

        var (left, right) = (Plain(node["left"]!.AsObject()), Plain(node["right"]!.AsObject()));
        return IsColumn(left) && IsColumn(right) ? (left.ColumnNames(), right.ColumnNames()) : null;
    }

    private static ColumnCondition? Compared(
        JsonObject column, string comparison, JsonObject value, Func<JsonObject, string?> evaluate)
    {
        if (!IsColumn(column) || Constant(value, evaluate) is not { } constant)
        {
            return null;
        }

        return comparison switch
        {
            "COMPARE_EQUAL" => new ColumnCondition(column.ColumnNames(), new ValueRange(constant, constant)),
            "COMPARE_GREATERTHAN" or "COMPARE_GREATERTHANOREQUALTO" =>
                new ColumnCondition(column.ColumnNames(), new ValueRange(constant, null)),
            "COMPARE_LESSTHAN" or "COMPARE_LESSTHANOREQUALTO" =>
                new ColumnCondition(column.ColumnNames(), new ValueRange(null, constant)),
            _ => null,
        };
    }

    private static string Mirrored(string comparison) => comparison switch
    {
        "COMPARE_GREATERTHAN" => "COMPARE_LESSTHAN",
        "COMPARE_GREATERTHANOREQUALTO" => "COMPARE_LESSTHANOREQUALTO",
        "COMPARE_LESSTHAN" => "COMPARE_GREATERTHAN",
        "COMPARE_LESSTHANOREQUALTO" => "COMPARE_GREATERTHANOREQUALTO",
        _ => comparison,
    };

    /// <summary>The expression without the macro that checks its type.</summary>
    private static JsonObject Plain(JsonObject node) =>
        node.Text("class") == "FUNCTION" && node.Text("schema") == TrinoMacros.Schema
            && node.Text("function_name") is "alike" or "alike_late"
            ? Plain(node.Children().First())
            : node;

    private static bool IsColumn(JsonObject node) => node.Text("class") == "COLUMN_REF";

    private static string? Constant(JsonObject node, Func<JsonObject, string?> evaluate) =>
        IsConstant(node) ? evaluate(node) : null;

    private static bool IsConstant(JsonNode? node) => node switch
    {
        JsonObject tree => tree.Text("class") is not ("COLUMN_REF" or "SUBQUERY" or "WINDOW" or "STAR" or "LAMBDA")
            && tree.All(property => IsConstant(property.Value)),
        JsonArray list => list.All(IsConstant),
        _ => true,
    };
}

/// <summary>The values between two bounds, as texts; null for no bound. Bounds belong to the range.</summary>
public sealed record ValueRange(string? Lower, string? Upper)
{
    public static ValueRange All { get; } = new(null, null);

    /// <summary>The values that are in both ranges.</summary>
    public ValueRange And(ValueRange other) => new(
        Lower is null || (other.Lower is not null && Compare(other.Lower, Lower) > 0) ? other.Lower : Lower,
        Upper is null || (other.Upper is not null && Compare(other.Upper, Upper) < 0) ? other.Upper : Upper);

    /// <summary>Determines whether values between two others may be in the range.</summary>
    /// <param name="minimum">The smallest value; null if it is not known.</param>
    /// <param name="maximum">The greatest value; null if it is not known.</param>
    public bool MayContain(string? minimum, string? maximum) =>
        (Upper is null || minimum is null || Compare(minimum, Upper) <= 0)
        && (Lower is null || maximum is null || Compare(maximum, Lower) >= 0);

    // Days and times compare as texts, numbers do not.
    private static int Compare(string one, string other) =>
        decimal.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && decimal.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out var otherNumber)
            ? number.CompareTo(otherNumber)
            : string.CompareOrdinal(one, other);
}
