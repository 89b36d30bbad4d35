using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace Local.Aws.Athena;

/// <summary>DuckDB's errors about the translated query, in terms of the original query.</summary>
internal static partial class DuckDbMessage
{
    public static AthenaException ToAthena(DuckDBException exception, string sql)
    {
        // DuckDB ends with a line of the translated query, which the user has not written.
        var message = Advice().Split(exception.Message.Split("\n\nLINE ", 2)[0], 2)[0].Trim();
        if (MacroError().Match(message) is { Success: true } error)
        {
            return new AthenaException(error.Groups["message"].Value, null, exception);
        }

        if (NoTime().Match(message) is { Success: true } time)
        {
            return new AthenaException(
                $"INVALID_FUNCTION_ARGUMENT: Invalid format: \"{time.Groups["text"].Value}\"", null, exception);
        }
        if (message.Contains(" has multiple overloads", StringComparison.Ordinal))
        {
            return new AthenaException(
                "the twin does not know the types of an operator's operands: take them from a subquery",
                null,
                exception);
        }
        if (NotGrouped().Match(message) is { Success: true } column)
        {
            message = $"EXPRESSION_NOT_AGGREGATE: \"{column.Groups["name"].Value}\" must be an aggregate expression "
                + "or appear in GROUP BY clause";
        }
        else if (NoFunction().Match(message) is { Success: true } call)
        {
            var types = call.Groups["types"].Value.ToLowerInvariant().Replace("_literal", "", StringComparison.Ordinal);
            var name = call.Groups["name"].Value;
            message = char.IsLetter(name[0])
                ? $"FUNCTION_NOT_FOUND: Unexpected parameters ({types}) for function {name}: cast them"
                : $"TYPE_MISMATCH: Cannot apply operator {name} to ({types}): cast one of them";
        }
        else if (NoMacro().Match(message) is { Success: true } macro)
        {
            message = $"FUNCTION_NOT_FOUND: Unexpected parameters for function {macro.Groups["name"].Value}: cast them";
        }

        message = message.Replace($"\"{TrinoMacros.Schema}\".", "", StringComparison.Ordinal);
        return new AthenaException(message, Find(message, sql), exception);
    }

    /// <summary>The position of the name that the message is about, if the name occurs once in the query.</summary>
    private static SqlPosition? Find(string message, string sql)
    {
        var name = QuotedName().Match(message).Groups["name"].Value;
        var places = name.Length == 0
            ? []
            : SqlTokens.Of(sql).Where(token => token.Text.Trim('"').Equals(name, StringComparison.OrdinalIgnoreCase))
                .ToList();
        return places is [var place] ? SqlPosition.Of(sql, place.Start) : null;
    }

    [GeneratedRegex("""\$trino: (?<message>.*?)(' to INT32|$)""", RegexOptions.Singleline)]
    private static partial Regex MacroError();

    [GeneratedRegex("Could not parse string \"(?<text>.*?)\" according to format", RegexOptions.Singleline)]
    private static partial Regex NoTime();

    [GeneratedRegex("\\s+Candidate |\\. Did you mean |\\nPossible ")]
    private static partial Regex Advice();

    [GeneratedRegex("olumn \"?(?<name>[^\" ]+)\"? must appear in the GROUP BY clause")]
    private static partial Regex NotGrouped();

    [GeneratedRegex(@"No function matches the given name and argument types '(?<name>\S+?)\((?<types>.*)\)'")]
    private static partial Regex NoFunction();

    [GeneratedRegex(@"Macro ""?(?<name>\w+)""?\(\) does not support the supplied arguments")]
    private static partial Regex NoMacro();

    [GeneratedRegex("\"(?<name>[^\"]+)\"")]
    private static partial Regex QuotedName();
}
