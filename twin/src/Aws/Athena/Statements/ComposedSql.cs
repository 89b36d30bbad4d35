namespace Twin.Aws.Athena.Statements;

/// <summary>A query made of parts of a statement, with the position of each part in the statement.</summary>
internal sealed class ComposedSql(string original)
{
    private readonly StringBuilder _text = new();
    private readonly List<(int Start, int Length, int Original)> _parts = [];

    public string Original => original;

    /// <summary>The query.</summary>
    public string Text => _text.ToString();

    /// <summary>A query that is the whole statement.</summary>
    public static ComposedSql Whole(string sql) => new ComposedSql(sql).Add(new SqlPart(0, sql.Length));

    public ComposedSql Add(string words)
    {
        _text.Append(words);
        return this;
    }

    public ComposedSql Add(SqlPart part)
    {
        _parts.Add((_text.Length, part.End - part.Start, part.Start));
        _text.Append(original, part.Start, part.End - part.Start);
        return this;
    }

    /// <summary>The place in the statement of a place in the query; for added words, that of the next part.</summary>
    public int OriginalOf(int index)
    {
        foreach (var (start, length, from) in _parts)
        {
            if (index < start + length)
            {
                return from + Math.Max(0, index - start);
            }
        }

        return original.Length;
    }
}

/// <summary>A part of a statement's text.</summary>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index after its last character.</param>
internal readonly record struct SqlPart(int Start, int End);
