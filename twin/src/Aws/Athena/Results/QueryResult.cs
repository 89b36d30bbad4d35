using Twin.Aws.Athena.Scans;

namespace Twin.Aws.Athena.Results;

/// <summary>A column of a result.</summary>
/// <param name="Name">The name as the query writes it; <c>_col0</c> and so on for an expression without a name.</param>
/// <param name="Type">The name of the type in Athena.</param>
public sealed record ResultColumn(string Name, string Type)
{
    /// <summary>True if the values are numbers.</summary>
    public bool IsNumber =>
        Type is "tinyint" or "smallint" or "integer" or "bigint" or "real" or "float" or "double"
        || Type.StartsWith("decimal", StringComparison.Ordinal);
}

/// <summary>The result of a query.</summary>
/// <param name="Columns">The columns; at least one.</param>
/// <param name="Rows">The rows, with one value per column: <see cref="string"/>, <see cref="bool"/>,
/// <see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="decimal"/>, <see cref="DateOnly"/>,
/// <see cref="DateTime"/>, a list of texts, or null.</param>
public sealed record QueryResult(ImmutableArray<ResultColumn> Columns, ImmutableArray<ImmutableArray<object?>> Rows)
{
    /// <summary>The id of the execution; null if the statement did not run in a work group.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>The number of rows that the statement changed; null for a query.</summary>
    public long? UpdatedRows { get; init; }

    internal ImmutableArray<ScannedFiles> Scans { get; init; } = [];

    /// <summary>The result to keep: the statements of a day read a thousand files.</summary>
    internal QueryResult WithoutScans() => this with { Scans = [] };

    /// <summary>The result of a statement that changes rows: it has a column and no rows.</summary>
    public static QueryResult OfChange(long rows) =>
        new([new ResultColumn("rows", "bigint")], []) { UpdatedRows = rows };

    /// <summary>The values of a row as Athena writes them; null stays null.</summary>
    public ImmutableArray<string?> Texts(int row) =>
        [.. Rows[row].Select((value, column) => value is null ? null : AthenaText.Format(value, Columns[column].Type))];

    /// <summary>The file that Athena stores in the result location: a header, every field in quotes, and an empty
    /// field without quotes for a null
    /// (https://docs.aws.amazon.com/athena/latest/ug/querying-finding-output-files.html).</summary>
    public string ToCsv()
    {
        var csv = new StringBuilder();
        csv.AppendJoin(',', Columns.Select(column => Quoted(column.Name))).Append('\n');
        for (var row = 0; row < Rows.Length; row++)
        {
            csv.AppendJoin(',', Texts(row).Select(text => text is null ? "" : Quoted(text))).Append('\n');
        }

        return csv.ToString();
    }

    /// <summary>The result as JSON's <c>columns</c>, each a name and a type, and <c>rows</c> of texts as
    /// <see cref="Texts"/> gives them. A statement that changes rows has their number as its row.</summary>
    public JsonObject ToJson() => new()
    {
        ["columns"] = Array(Columns.Select(column => Array([column.Name, column.Type]))),
        ["rows"] = Array(UpdatedRows is { } changed
            ? [Array([changed.ToString(CultureInfo.InvariantCulture)])]
            : Enumerable.Range(0, Rows.Length).Select(row => Array(Texts(row).Select(text => (JsonNode?)text)))),
    };

    private static JsonArray Array(IEnumerable<JsonNode?> elements) => [.. elements];

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
