namespace Infra.Snowflake;

/// <summary>A token of a SQL text.</summary>
/// <param name="Before">The white space and comments before it.</param>
/// <param name="Text">The token as it is written.</param>
internal readonly record struct TrinoToken(string Before, string Text)
{
    private static readonly ImmutableArray<string> LongSymbols = ["<=", ">=", "<>", "||"];

    public bool IsLiteral => Text is ['\'', ..];

    public bool IsWord => Text.Length > 0 && (char.IsAsciiLetter(Text[0]) || Text[0] == '_');

    /// <summary>All tokens of a text. The last one is empty and has what comes after all others.</summary>
    public static IReadOnlyList<TrinoToken> Read(string sql)
    {
        var tokens = new List<TrinoToken>();
        var at = 0;
        do
        {
            var start = at;
            at = AfterBlanks(sql, at);
            var before = sql[start..at];
            start = at;
            at = End(sql, at);
            tokens.Add(new TrinoToken(before, sql[start..at]));
        }
        while (tokens[^1].Text.Length > 0);

        return tokens;
    }

    // Tokens with other letters are the same if they are words.
    public bool Equals(TrinoToken other) =>
        string.Equals(Text, other.Text, IsLiteral ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text);

    private static int AfterBlanks(string sql, int at)
    {
        while (at < sql.Length)
        {
            if (char.IsWhiteSpace(sql[at]))
            {
                at++;
            }
            else if (string.CompareOrdinal(sql, at, "--", 0, 2) == 0)
            {
                at = After(sql, at, character => character != '\n');
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static int End(string sql, int at) => at == sql.Length ? at
        : sql[at] == '\'' ? EndOfLiteral(sql, at)
        : IsOfName(sql[at]) ? After(sql, at, IsOfName)
        : at + (LongSymbols.Any(symbol => string.CompareOrdinal(sql, at, symbol, 0, symbol.Length) == 0) ? 2 : 1);

    private static int EndOfLiteral(string sql, int at)
    {
        do
        {
            // A quote in a literal is doubled: what follows is read as a literal that adjoins.
            var end = sql.IndexOf('\'', at + 1);
            at = end < 0 ? throw new InvalidDataException($"The literal has no end: {sql[at..]}") : end + 1;
        }
        while (at < sql.Length && sql[at] == '\'');

        return at;
    }

    private static int After(string sql, int at, Func<char, bool> belongs)
    {
        while (at < sql.Length && belongs(sql[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsOfName(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
}
