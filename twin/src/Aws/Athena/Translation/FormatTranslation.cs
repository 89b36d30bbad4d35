using System.Text.RegularExpressions;
using Twin.Aws.Athena.DuckDb;

namespace Twin.Aws.Athena.Translation;

/// <summary>Translates <c>format</c> with a literal pattern into a concatenation of its parts.</summary>
internal static partial class FormatTranslation
{
    public static JsonObject Translate(JsonObject node, List<JsonObject> arguments, QueryText query)
    {
        var pattern = arguments[0].TextConstant()
            ?? throw query.Refuse("the twin knows format with a literal pattern only", node);
        var parts = new List<JsonObject>();
        var (from, next) = (0, 1);
        foreach (Match match in Field().Matches(pattern))
        {
            Add(pattern[from..match.Index]);
            from = match.Index + match.Length;
            switch (match.Groups["kind"].Value)
            {
                case "%" when match.Length == 2:
                    Add("%");
                    break;
                case "d" or "s" or "f" when next < arguments.Count:
                    parts.Add(Part(match, arguments[next++]));
                    break;
                default:
                    throw query.Refuse(
                        $"the twin does not know {match.Value} in format, or it has no argument", node);
            }
        }

        Add(pattern[from..]);
        if (next < arguments.Count)
        {
            throw query.Refuse("the twin knows format with an argument for each % only", node);
        }

        var text = parts.Aggregate(DuckDbNode.Typed(DuckDbNode.Literal("")), Joined);
        text["alias"] = node.Text("alias");
        return text;

        void Add(string plain)
        {
            if (plain.Contains('%', StringComparison.Ordinal) && plain != "%")
            {
                throw query.Refuse($"the twin does not know all of the pattern '{pattern}'", node);
            }

            if (plain.Length > 0)
            {
                parts.Add(DuckDbNode.Typed(DuckDbNode.Literal(plain)));
            }
        }
    }

    private static JsonObject Part(Match match, JsonObject argument)
    {
        var flags = match.Groups["flags"].Value;
        var hasGroups = DuckDbNode.Literal(flags.Contains(',', StringComparison.Ordinal) ? "true" : "false");
        var digits = match.Groups["digits"].Value;
        var none = DuckDbNode.Literal("");
        var text = match.Groups["kind"].Value switch
        {
            "d" => DuckDbNode.Macro(none, "integral", argument, hasGroups),
            "f" => DuckDbNode.Macro(
                none, "fixed", argument, DuckDbNode.Literal(digits.Length > 0 ? digits : "6"), hasGroups),
            _ => OperandTypes.Call(none, "cast_varchar", [argument]),
        };
        return match.Groups["width"].Value is { Length: > 0 } width
            ? DuckDbNode.Macro(
                none,
                "padded",
                text,
                DuckDbNode.Literal(width),
                DuckDbNode.Literal(flags.Replace(",", "", StringComparison.Ordinal)))
            : text;
    }

    private static JsonObject Joined(JsonObject left, JsonObject right)
    {
        var call = DuckDbNode.Call(DuckDbNode.Literal(""), "", "||", left, right);
        call["is_operator"] = true;
        return call;
    }

    [GeneratedRegex(@"%(?<flags>[-0,]*)(?<width>[1-9]\d*)?(\.(?<digits>\d+))?(?<kind>.)", RegexOptions.ExplicitCapture)]
    private static partial Regex Field();
}
