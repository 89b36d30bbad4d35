namespace Twin.Aws.Athena.Statements;

/// <summary>Puts each row of VALUES in parentheses: DuckDB needs them, and Trino takes a single value
/// without.</summary>
internal static class ValuesRows
{
    private static readonly string[] Before = ["(", ")", "union", "except", "intersect", "all", "distinct"];
    private static readonly string[] After = ["order", "limit", "offset", "fetch", "union", "except", "intersect"];

    /// <summary>The parentheses where DuckDB needs them.</summary>
    public static IEnumerable<SqlEdit> Edits(ImmutableArray<SqlToken> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!tokens[i].Is("values") || (i > 0 && !Array.Exists(Before, tokens[i - 1].Is)))
            {
                continue;
            }

            foreach (var (first, last) in RowsFrom([.. tokens], i + 1))
            {
                yield return SqlEdit.Insert(tokens[first].Start, "(");
                yield return SqlEdit.Insert(tokens[last].End, ")");
            }
        }
    }

    /// <summary>The rows without parentheses: the first and the last token of each.</summary>
    private static IEnumerable<(int First, int Last)> RowsFrom(SqlToken[] tokens, int start)
    {
        var depth = 0;
        var first = start;
        // The end of the parentheses with which a row begins.
        var closed = -1;
        for (var i = start; i <= tokens.Length; i++)
        {
            var text = i < tokens.Length ? tokens[i].Text : "";
            depth += text switch { "(" or "[" => 1, ")" or "]" => -1, _ => 0 };
            if (depth == 0 && text == ")" && closed < first && tokens[first].Text == "(")
            {
                closed = i;
            }

            var ends = depth < 0 || i == tokens.Length || (depth == 0 && Array.Exists(After, tokens[i].Is));
            if (!ends && (depth > 0 || text != ","))
            {
                continue;
            }

            if (i > first && closed != i - 1)
            {
                yield return (first, i - 1);
            }

            if (ends)
            {
                yield break;
            }

            first = i + 1;
        }
    }
}
