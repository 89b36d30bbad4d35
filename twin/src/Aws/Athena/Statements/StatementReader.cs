namespace Twin.Aws.Athena.Statements;

/// <summary>Reads the tokens of a statement one after the other.</summary>
internal sealed class StatementReader(string sql)
{
    private readonly ImmutableArray<SqlToken> _tokens = SqlTokens.Split(sql);
    private int _at;

    /// <summary>True if no token is left.</summary>
    public bool IsAtEnd => _at == _tokens.Length;

    /// <summary>The next token; an empty one at the end.</summary>
    public SqlToken Next => IsAtEnd ? new SqlToken("", sql.Length) : _tokens[_at];

    /// <summary>A reader that is at the same token.</summary>
    public StatementReader Copy() => new(sql) { _at = _at };

    /// <summary>Takes the next tokens if they are these words.</summary>
    public bool Take(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (_at + i >= _tokens.Length || !_tokens[_at + i].Is(words[i]))
            {
                return false;
            }
        }

        _at += words.Length;
        return true;
    }

    /// <summary>Takes the next tokens, which must be these words.</summary>
    /// <exception cref="AthenaException">They are others.</exception>
    public void Expect(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (!Take(word))
            {
                throw Unexpected(word);
            }
        }
    }

    /// <summary>Takes a name.</summary>
    /// <exception cref="AthenaException">The next token is not a name.</exception>
    public SqlToken Name()
    {
        if (Next.Text is not ['"' or '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'), ..])
        {
            throw Unexpected("a name");
        }

        return _tokens[_at++];
    }

    /// <summary>Takes a text in single quotes.</summary>
    /// <exception cref="AthenaException">The next token is not a text.</exception>
    public string Text()
    {
        if (Next.Text is not ['\'', .. var text, '\''])
        {
            throw Unexpected("a text");
        }

        _at++;
        return text.Replace("''", "'", StringComparison.Ordinal);
    }

    /// <summary>Takes a table's name: one to three names with dots between them.</summary>
    /// <exception cref="AthenaException">The next token is not a name.</exception>
    public ImmutableArray<SqlToken> QualifiedName()
    {
        var names = ImmutableArray.CreateBuilder<SqlToken>();
        do
        {
            names.Add(Name());
        }
        while (Take("."));
        return names.ToImmutable();
    }

    /// <summary>Takes everything up to one of these words outside of parentheses and of CASE … END.</summary>
    /// <exception cref="AthenaException">There is nothing before it.</exception>
    public SqlPart Until(params ReadOnlySpan<string> words)
    {
        var start = _at;
        var depth = 0;
        for (; _at < _tokens.Length; _at++)
        {
            if (depth == 0 && IsOneOf(_tokens[_at], words))
            {
                break;
            }

            depth += _tokens[_at] switch
            {
                { Text: "(" or "[" } => 1,
                { Text: ")" or "]" } => -1,
                var word when word.Is("CASE") => 1,
                var word when word.Is("END") => -1,
                _ => 0,
            };
        }

        return _at > start
            ? new SqlPart(_tokens[start].Start, _tokens[_at - 1].Start + _tokens[_at - 1].Text.Length)
            : throw Unexpected("an expression");
    }

    /// <summary>The error for the next token.</summary>
    /// <param name="expected">The word that would be right.</param>
    public AthenaException Unexpected(string expected) => Refuse(
        $"SYNTAX_ERROR: mismatched input '{(IsAtEnd ? "<EOF>" : Next.Text)}'. Expecting: {expected}");

    /// <summary>An error at the next token.</summary>
    public AthenaException Refuse(string message) => new(message, SqlPosition.From(sql, Next.Start));

    private static bool IsOneOf(SqlToken token, ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (token.Is(word))
            {
                return true;
            }
        }

        return false;
    }
}
