using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace Local.Athena;

/// <summary>What DuckDB says about the translated query, in the terms of the query.</summary>
internal static partial class DuckDbMessage
{
    public static AthenaException ToAthena(DuckDBException exception, string sql)
    {
        // DuckDB shows a line of its own text at the end, which nobody has written
        var message = exception.Message.Split("\n\nLINE ", 2)[0].Split("\n\tCandidate functions:", 2)[0]
            .Split("\nCandidate bindings:", 2)[0].Trim();
        if (MacroError().Match(message) is { Success: true } error)
            return new AthenaException(error.Groups["message"].Value, null, exception);
        message = message.Replace($"\"{TrinoMacros.Schema}\".", "", StringComparison.Ordinal);
        return new AthenaException(message, Find(message, sql), exception);
    }

    /// <summary>The place of the name that the message is about, where the query has it once.</summary>
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

    [GeneratedRegex("\"(?<name>[^\"]+)\"")]
    private static partial Regex QuotedName();
}
