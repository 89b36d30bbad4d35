namespace Twin.Aws.Athena.Statements;

/// <summary>A token of a query: a word, a number, a text, a quoted name or a sign.</summary>
/// <param name="Text">The text as written, quotes included.</param>
/// <param name="Start">The index of its first character.</param>
internal readonly record struct SqlToken(string Text, int Start)
{
    /// <summary>The index after its last character.</summary>
    public int End => Start + Text.Length;

    public bool Is(string word) => Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Splits SQL into tokens; comments and blanks are left out.</summary>
internal static class SqlTokens
{
    private static readonly string[] LongSigns =
        ["::", "->", "<>", "!=", "<=", ">=", "||", "=>", "//", "==", "**", ":="];

    public static ImmutableArray<SqlToken> Split(string sql)
    {
        var tokens = ImmutableArray.CreateBuilder<SqlToken>();
        for (var i = 0; i < sql.Length;)
        {
            var end = EndOfBlank(sql, i);
            if (end == i)
            {
                end = EndOfToken(sql, i);
                tokens.Add(new SqlToken(sql[i..end], i));
            }
            i = end;
        }
        return tokens.ToImmutable();
    }

    /// <summary>A statement without the semicolon after it.</summary>
    /// <exception cref="AthenaException">It is empty, or there are several.</exception>
    public static string WithoutEnd(string sql)
    {
        var tokens = Split(sql);
        if (tokens.IsEmpty || tokens[0].Text == ";")
        {
            throw new AthenaException("the query is empty");
        }

        var end = tokens.FirstOrDefault(token => token.Text == ";");
        if (end.Text is null)
        {
            return sql;
        }

        return end == tokens[^1]
            ? sql[..end.Start]
            : throw new AthenaException("Athena runs one statement at a time", SqlPosition.From(sql, end.Start));
    }

    private static int EndOfBlank(string sql, int i)
    {
        if (char.IsWhiteSpace(sql[i]))
        {
            return i + 1;
        }

        if (At(sql, i, "--"))
        {
            return EndAfter(sql, "\n", i + 2);
        }

        return At(sql, i, "/*") ? EndAfter(sql, "*/", i + 2) : i;
    }

    private static int EndOfToken(string sql, int i)
    {
        var c = sql[i];
        if (c is '\'' or '"' or '`')
        {
            return EndOfQuoted(sql, i, c);
        }

        if (IsWord(c))
        {
            var end = i + 1;
            while (end < sql.Length && (IsWord(sql[end]) || (char.IsDigit(c) && sql[end] == '.')))
            {
                end++;
            }

            return end;
        }
        return Array.Exists(LongSigns, sign => At(sql, i, sign)) ? i + 2 : i + 1;
    }

    private static int EndOfQuoted(string sql, int start, char quote)
    {
        for (var i = start + 1; i < sql.Length; i++)
        {
            if (sql[i] != quote)
            {
                continue;
            }

            if (i + 1 < sql.Length && sql[i + 1] == quote)
            {
                i++;
            }
            else
            {
                return i + 1;
            }
        }
        throw new AthenaException($"the {quote} is never closed", SqlPosition.From(sql, start));
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_' || char.IsSurrogate(c);

    private static bool At(string sql, int i, string text) => string.CompareOrdinal(sql, i, text, 0, text.Length) == 0;

    private static int EndAfter(string sql, string text, int from) =>
        sql.IndexOf(text, from, StringComparison.Ordinal) is >= 0 and var found ? found + text.Length : sql.Length;
}
