namespace Local.Aws.Athena;

/// <summary>A query that Athena would refuse, that failed, or that the twin cannot run as Athena does.</summary>
public sealed class AthenaException : Exception
{
    /// <summary>A failure at a place of the query's text.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="position">Where, or null when nobody knows.</param>
    /// <param name="inner">What DuckDB said, if it was DuckDB.</param>
    public AthenaException(string message, SqlPosition? position = null, Exception? inner = null)
        : base(position is null ? message : $"line {position.Line}:{position.Column}: {message}", inner) =>
        Position = position;

    /// <summary>Where in the query.</summary>
    public SqlPosition? Position { get; }
}
