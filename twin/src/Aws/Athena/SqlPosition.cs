namespace Twin.Aws.Athena;

/// <summary>
/// A position in a query's text, counted as Athena does: lines from 1, and columns in code points from 1.
/// </summary>
public sealed record SqlPosition(int Line, int Column)
{
    /// <summary>The position of a character.</summary>
    public static SqlPosition From(string sql, int index)
    {
        var before = sql.AsSpan(0, Math.Clamp(index, 0, sql.Length));
        var column = 1;
        foreach (var _ in before[(before.LastIndexOf('\n') + 1)..].EnumerateRunes())
        {
            column++;
        }

        return new SqlPosition(before.Count('\n') + 1, column);
    }
}
