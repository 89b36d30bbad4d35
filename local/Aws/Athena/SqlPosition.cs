using System.Text;

namespace Local.Aws.Athena;

/// <summary>A place in a query's text, counted as Athena does: from line 1, and in code points from column 1.</summary>
public sealed record SqlPosition(int Line, int Column)
{
    /// <summary>The place of a character.</summary>
    public static SqlPosition Of(string sql, int index)
    {
        var before = sql.AsSpan(0, Math.Clamp(index, 0, sql.Length));
        var column = 1;
        foreach (var _ in before[(before.LastIndexOf('\n') + 1)..].EnumerateRunes())
        {
            column++;
        }

        return new SqlPosition(before.Count('\n') + 1, column);
    }

    /// <summary>The place of a byte of the text in UTF-8, in which DuckDB counts.</summary>
    public static SqlPosition OfByte(string sql, long offset)
    {
        var bytes = Encoding.UTF8.GetBytes(sql);
        return Of(sql, Encoding.UTF8.GetCharCount(bytes, 0, (int)Math.Clamp(offset, 0, bytes.Length)));
    }
}
