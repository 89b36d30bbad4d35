namespace Twin.Aws.Athena;

/// <summary>
/// The error for a query that Athena would refuse, that failed, or that the twin cannot run as Athena does.
/// </summary>
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
