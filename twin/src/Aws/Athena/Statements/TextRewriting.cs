namespace Twin.Aws.Athena.Statements;

/// <summary>Rewrites forms of Trino's SQL that DuckDB's parser lacks into equal ones that it has.</summary>
internal static class TextRewriting
{
    /// <exception cref="AthenaException">A literal is wrong.</exception>
    public static ComposedSql Rewrite(string sql)
    {
        var tokens = SqlTokens.Split(sql);
        var composed = new ComposedSql(sql);
        var from = 0;
        foreach (var edit in ValuesRows.Edits(tokens).Concat(Edits(sql, tokens)).OrderBy(edit => edit.Start))
        {
            composed.Add(new SqlPart(from, edit.Start)).Add(edit.Words);
            from = edit.End;
        }

        return composed.Add(new SqlPart(from, sql.Length));
    }

    private static IEnumerable<SqlEdit> Edits(string sql, ImmutableArray<SqlToken> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            var next = i + 1 < tokens.Length ? tokens[i + 1].Text : "";
            var edits = tokens[i].Text.ToLowerInvariant() switch
            {
                "u" when next == "&" && i + 2 < tokens.Length && tokens[i + 2].Text[0] == '\'' =>
                    UnicodeText(sql, tokens, i),
                "array" when next == "(" => ArrayType(tokens, i),
                "if" when next == "(" => TwoBranches(tokens, i),
                "ignore" or "respect" when next.Equals("nulls", StringComparison.OrdinalIgnoreCase) && i > 0
                    && tokens[i - 1].Text == ")" => Nulls(tokens, i),
                "within" when i > 0 && tokens[i - 1].Text == ")" && i + 2 < tokens.Length
                    && tokens[i + 1].Is("group") && tokens[i + 2].Text == "(" && IsListAgg(tokens, i) =>
                    [
                        new SqlEdit(tokens[i - 1].Start, tokens[i - 1].End, ""),
                        new SqlEdit(tokens[i].Start, tokens[i + 2].End, ""),
                    ],
                _ => [],
            };
            foreach (var edit in edits)
            {
                yield return edit;
            }
        }
    }

    /// <summary>U&amp;'…' as a plain text.</summary>
    private static IEnumerable<SqlEdit> UnicodeText(string sql, ImmutableArray<SqlToken> tokens, int at)
    {
        var last = tokens[at + 2];
        var escape = '\\';
        if (at + 4 < tokens.Length && tokens[at + 3].Is("uescape") && tokens[at + 4].Text is ['\'', var given, '\''])
        {
            (escape, last) = (given, tokens[at + 4]);
        }

        yield return new SqlEdit(
            tokens[at].Start,
            last.End,
            UnicodeLiteral.Decode(tokens[at + 2].Text, escape)
                ?? throw new AthenaException(
                    $"INVALID_LITERAL: {sql[tokens[at].Start..last.End]} is not a valid Unicode literal",
                    SqlPosition.From(sql, tokens[at].Start)));
    }

    /// <summary>The type array(bigint) as bigint[].</summary>
    private static IEnumerable<SqlEdit> ArrayType(ImmutableArray<SqlToken> tokens, int at) =>
        Closing(tokens, at + 1) is { } end
            ?
            [
                new SqlEdit(tokens[at].Start, tokens[at + 1].End, ""),
                new SqlEdit(tokens[end].Start, tokens[end].End, "[]"),
            ]
            : [];

    /// <summary>IF without a third argument: it is NULL.</summary>
    private static IEnumerable<SqlEdit> TwoBranches(ImmutableArray<SqlToken> tokens, int at)
    {
        if (Closing(tokens, at + 1) is not { } end)
        {
            yield break;
        }

        var (depth, commas) = (0, 0);
        for (var i = at + 1; i < end; i++)
        {
            depth += Depth(tokens[i]);
            commas += depth == 1 && tokens[i].Text == "," ? 1 : 0;
        }

        if (commas == 1)
        {
            yield return SqlEdit.Insert(tokens[end].Start, ", NULL");
        }
    }

    /// <summary>IGNORE NULLS after a call: DuckDB takes it inside of the parentheses.</summary>
    private static IEnumerable<SqlEdit> Nulls(ImmutableArray<SqlToken> tokens, int at) =>
    [
        SqlEdit.Insert(tokens[at - 1].Start, $" {tokens[at].Text} NULLS"),
        new SqlEdit(tokens[at].Start, tokens[at + 1].End, ""),
    ];

    private static bool IsListAgg(ImmutableArray<SqlToken> tokens, int within)
    {
        var depth = 0;
        for (var i = within - 1; i > 0; i--)
        {
            depth -= Depth(tokens[i]);
            if (depth == 0)
            {
                return tokens[i - 1].Is("listagg");
            }
        }

        return false;
    }

    /// <summary>The index of the parenthesis that closes one; null if none does.</summary>
    private static int? Closing(ImmutableArray<SqlToken> tokens, int open)
    {
        var depth = 0;
        for (var i = open; i < tokens.Length; i++)
        {
            depth += Depth(tokens[i]);
            if (depth == 0)
            {
                return i;
            }
        }

        return null;
    }

    private static int Depth(SqlToken token) => token.Text switch { "(" or "[" => 1, ")" or "]" => -1, _ => 0 };
}

/// <summary>A replacement of a part of a statement.</summary>
/// <param name="Start">The index of the part's first character.</param>
/// <param name="End">The index after its last character.</param>
internal sealed record SqlEdit(int Start, int End, string Words)
{
    public static SqlEdit Insert(int at, string words) => new(at, at, words);
}

/// <summary>The texts of SQL's Unicode literals.</summary>
internal static class UnicodeLiteral
{
    /// <summary>A plain literal; null if an escape is wrong.</summary>
    /// <param name="quoted">The text in its quotes.</param>
    public static string? Decode(string quoted, char escape)
    {
        var text = new StringBuilder();
        for (var i = 0; i < quoted.Length; i++)
        {
            if (quoted[i] != escape)
            {
                text.Append(quoted[i]);
                continue;
            }

            if (i + 1 < quoted.Length && quoted[i + 1] == escape)
            {
                text.Append(quoted[++i]);
                continue;
            }

            var (skip, digits) = i + 1 < quoted.Length && quoted[i + 1] == '+' ? (2, 6) : (1, 4);
            if (i + skip + digits > quoted.Length
                || !int.TryParse(
                    quoted.AsSpan(i + skip, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                    out var code)
                || !Rune.IsValid(code))
            {
                return null;
            }

            text.Append(new Rune(code));
            i += skip + digits - 1;
        }

        return text.ToString();
    }
}
