namespace Twin.Aws.Athena.Statements;

/// <summary>The error for a query that Athena would refuse, that failed, or that the twin cannot run as Athena
/// does.</summary>
public sealed class AthenaException : Exception
{
    /// <summary>Creates an error at a position of the query's text.</summary>
    /// <param name="message">The error, and what to do about it.</param>
    /// <param name="position">The position, or null if it is not known.</param>
    /// <param name="inner">DuckDB's exception, if there is one.</param>
    public AthenaException(string message, SqlPosition? position = null, Exception? inner = null)
        : base(position is null ? message : $"line {position.Line}:{position.Column}: {message}", inner) =>
        Position = position;

    /// <summary>The position in the query's text.</summary>
    public SqlPosition? Position { get; }
}

/// <summary>A position in a query's text, counted as Athena does: lines from 1, and columns in code points from
/// 1.</summary>
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
