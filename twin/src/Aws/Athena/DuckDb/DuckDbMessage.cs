using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Twin.Aws.Athena.Statements;

namespace Twin.Aws.Athena.DuckDb;

/// <summary>DuckDB's errors about the translated query, in terms of the original query.</summary>
internal static partial class DuckDbMessage
{
    public static AthenaException ToAthena(DuckDBException exception, string sql)
    {
        // DuckDB ends with a line of the translated query, which the user has not written.
        var message = Advice().Split(exception.Message.Split("\n\nLINE ", 2)[0], 2)[0].Trim();
        if (MacroError().Match(message) is { Success: true } error)
        {
            var position = error.Groups["line"].Success
                ? new SqlPosition(Number(error.Groups["line"]), Number(error.Groups["column"]))
                : null;
            return new AthenaException(error.Groups["message"].Value, position, exception);
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
            var names = TrinoFunctions.OfDuckDb(call.Groups["name"].Value).ToList();
            var name = names.Find(name => sql.Contains(name, StringComparison.OrdinalIgnoreCase)) ?? names[^1];
            message = name == "LIKE" || !char.IsLetter(name[0])
                ? $"TYPE_MISMATCH: Cannot apply operator {name} to ({Types(call)}): cast one of them"
                : $"FUNCTION_NOT_FOUND: Unexpected parameters ({Types(call)}) for function {name}: cast them";
            return new AthenaException(message, PlaceOf(name, sql), exception);
        }
        else if (Different().Match(message) is { Success: true } different)
        {
            message = $"TYPE_MISMATCH: {Types(different)} cannot be used together: cast one of them";
        }
        else if (message.Contains("Cannot deduce template type", StringComparison.Ordinal))
        {
            message = "TYPE_MISMATCH: the elements of an array have one type: cast the others";
        }
        else if (message.Contains("More than one row returned by a subquery", StringComparison.Ordinal))
        {
            message = "SUBQUERY_MULTIPLE_ROWS: Scalar sub-query has returned multiple rows";
        }
        else if (NoMacro().Match(message) is { Success: true } macro)
        {
            var name = macro.Groups["name"].Value;
            return new AthenaException(
                $"FUNCTION_NOT_FOUND: Unexpected parameters for function {name}: cast them",
                PlaceOf(name, sql),
                exception);
        }

        message = PlainMessage.Of(message.Replace($"\"{TrinoMacros.Schema}\".", "", StringComparison.Ordinal));
        return new AthenaException(message, Find(message, sql), exception);
    }

    /// <summary>The position of the name that the message is about, if the name occurs once in the query.</summary>
    private static SqlPosition? Find(string message, string sql)
    {
        var name = QuotedName().Match(message).Groups["name"].Value;
        return name.Length == 0 ? null : PlaceOf(name, sql);
    }

    private static SqlPosition? PlaceOf(string name, string sql) =>
        SqlTokens.Split(sql)
            .Where(token => token.Text.Trim('"').Equals(name, StringComparison.OrdinalIgnoreCase))
            .ToList()
            is [var place]
                ? SqlPosition.From(sql, place.Start)
                : null;

    private static string Types(Match match) => match.Groups["types"].Value.ToLowerInvariant()
        .Replace("type ", "", StringComparison.Ordinal)
        .Replace("string_literal", "varchar", StringComparison.Ordinal)
        .Replace("_literal", "", StringComparison.Ordinal);

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        """\$trino: (@(?<line>\d+):(?<column>\d+) )?(?<message>.*?)(' to INT32|$)""", RegexOptions.Singleline)]
    private static partial Regex MacroError();

    [GeneratedRegex("Could not parse string \"(?<text>.*?)\" according to format", RegexOptions.Singleline)]
    private static partial Regex NoTime();

    [GeneratedRegex("\\s+Candidate |\\. Did you mean |\\nPossible ")]
    private static partial Regex Advice();

    [GeneratedRegex("olumn \"?(?<name>[^\" ]+)\"? must appear in the GROUP BY clause")]
    private static partial Regex NotGrouped();

    [GeneratedRegex(@"No function matches the given name and argument types '(?<name>\S+?)\((?<types>.*)\)'")]
    private static partial Regex NoFunction();

    [GeneratedRegex(
        "Cannot (compare|mix|combine) (values of |types of |types )(type )?"
        + @"(?<types>\S+ and (type )?\S+)( in | -)")]
    private static partial Regex Different();

    [GeneratedRegex(@"Macro ""?(?<name>\w+)""?\(\) does not support the supplied arguments")]
    private static partial Regex NoMacro();

    [GeneratedRegex("\"(?<name>[^\"]+)\"")]
    private static partial Regex QuotedName();
}
