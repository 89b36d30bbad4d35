using System.Text.RegularExpressions;

namespace Twin.Aws.Athena.DuckDb;

/// <summary>DuckDB's messages in Trino's words.</summary>
internal static partial class PlainMessage
{
    private static readonly ImmutableArray<(Regex Pattern, string Message)> Known =
    [
        (Overflow(), "NUMERIC_VALUE_OUT_OF_RANGE: overflow in ${operation}: ${operands}"),
        (DateText(), "INVALID_CAST_ARGUMENT: Value cannot be cast to ${type}: ${text}"),
        (TooGreat(), "NUMERIC_VALUE_OUT_OF_RANGE: ${value} is out of the range of the type"),
        (NoNumber(), "INVALID_CAST_ARGUMENT: Cannot cast '${text}'"),
        (MapKeys(), "INVALID_FUNCTION_ARGUMENT: Duplicate map keys are not allowed"),
        (Escape(), "INVALID_FUNCTION_ARGUMENT: Escape character must be followed by '%', '_' or the escape character "
            + "itself"),
        (Position(), "INVALID_COLUMN_REFERENCE: ${clause} position is not in select list"),
        (Nested(), "NESTED_AGGREGATION: Cannot nest aggregations inside aggregations"),
        (Place(), "EXPRESSION_NOT_SCALAR: ${clause} cannot contain aggregations, window functions or grouping "
            + "operations"),
        (NoCast(), "TYPE_MISMATCH: ${from} and ${to} cannot be used together: cast one of them"),
        (Ambiguous(), "the twin does not know the type of an argument: cast it"),
        (OneList(), "the twin knows UNNEST of one array only"),
        (Fields(), "TYPE_MISMATCH: the queries have different numbers of fields"),
        (NoOver(), "MISSING_OVER: Window function ${name} requires an OVER clause"),
        (NoMemory(), "Query exhausted resources at this scale factor: the twin has "
            + $"{DuckDbSession.Memory} of memory and {DuckDbSession.Spilled} of the disk for it"),
        (TooDeep(), "SYNTAX_ERROR: the twin does not read so deep an expression"),
        (NoAccess(), "NOT_SUPPORTED: a query reads tables, and no files"),
        (Syntax(), "SYNTAX_ERROR: mismatched input '${text}'"),
        (Ended(), "SYNTAX_ERROR: mismatched input '<EOF>'"),
    ];

    public static string Of(string message)
    {
        foreach (var (pattern, known) in Known)
        {
            if (pattern.Match(message) is { Success: true } found)
            {
                return known.Contains("${from}", StringComparison.Ordinal)
                    ? TypeName().Replace(found.Result(known), Name)
                    : found.Result(known);
            }
        }

        var kind = Kind().Match(message);
        return kind.Success
            ? "the twin cannot answer this as Athena does: " + TypeName().Replace(message[kind.Length..], Name)
            : message;
    }

    private static string Name(Match type) => type.Value switch
    {
        "INT8" => "tinyint",
        "INT16" => "smallint",
        "INT32" => "integer",
        "INT64" => "bigint",
        "INT128" or "HUGEINT" => "bigint",
        "FLOAT" => "real",
        "BLOB" => "varbinary",
        "STRING_LITERAL" => "varchar",
        "INTEGER_LITERAL" => "integer",
        "STRUCT" => "row",
        "LIST" => "array",
        _ => type.Value.ToLowerInvariant(),
    };

    [GeneratedRegex(@"Unimplemented type for cast \((?<from>.*?) -> (?<to>.*)\)")]
    private static partial Regex NoCast();

    [GeneratedRegex("Could not choose a best candidate")]
    private static partial Regex Ambiguous();

    [GeneratedRegex("UNNEST requires a single list")]
    private static partial Regex OneList();

    [GeneratedRegex(
        @"Overflow in (?<operation>\w+) of \w+(\(.*?\))? \((?<operands>.*?)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Overflow();

    [GeneratedRegex("(?<type>date|timestamp) field value out of range: \"(?<text>.*?)\"|invalid "
        + "(?<type>date|timestamp) field format: \"(?<text>.*?)\"", RegexOptions.Singleline)]
    private static partial Regex DateText();

    [GeneratedRegex("with value (?<value>.*?) can't be cast")]
    private static partial Regex TooGreat();

    [GeneratedRegex("Could not (convert|cast) (string|value) ['\"](?<text>.*?)['\"] to", RegexOptions.Singleline)]
    private static partial Regex NoNumber();

    [GeneratedRegex("Map keys must be unique")]
    private static partial Regex MapKeys();

    [GeneratedRegex("pattern must not end with escape character|Invalid escape string")]
    private static partial Regex Escape();

    [GeneratedRegex("(?<clause>GROUP BY|ORDER BY|ORDER) term out of range")]
    private static partial Regex Position();

    [GeneratedRegex("aggregate function calls cannot be nested|aggregate function calls cannot contain window")]
    private static partial Regex Nested();

    [GeneratedRegex("(?<clause>[A-Z ]+) clause cannot contain (aggregates|window)")]
    private static partial Regex Place();

    [GeneratedRegex("same number of result columns")]
    private static partial Regex Fields();

    [GeneratedRegex("Scalar Function with name (?<name>rank|dense_rank|row_number|percent_rank|cume_dist|ntile|lag|lead"
        + "|first_value|last_value|nth_value) does not exist")]
    private static partial Regex NoOver();

    [GeneratedRegex(@"\AOut of Memory Error|allocation failure")]
    private static partial Regex NoMemory();

    [GeneratedRegex("Max expression depth")]
    private static partial Regex TooDeep();

    [GeneratedRegex(@"\APermission Error")]
    private static partial Regex NoAccess();

    [GeneratedRegex("syntax error at or near \"(?<text>.*?)\"", RegexOptions.Singleline)]
    private static partial Regex Syntax();

    [GeneratedRegex("syntax error at end of input")]
    private static partial Regex Ended();

    [GeneratedRegex(@"\A([A-Z][\w-]*( [A-Za-z]+)* Error|[A-Za-z ]*Exception): ")]
    private static partial Regex Kind();

    [GeneratedRegex(@"\b(INT(8|16|32|64|128)|HUGEINT|BIGINT|INTEGER|SMALLINT|TINYINT|UBIGINT|VARCHAR|DOUBLE|FLOAT"
        + @"|DECIMAL|BOOLEAN|DATE|TIMESTAMP|INTERVAL|BLOB|STRUCT|LIST|MAP|(STRING|INTEGER)_LITERAL)\b")]
    private static partial Regex TypeName();
}
