namespace DuckDB.NET.Data;

/// <summary>An error that DuckDB reports, with DuckDB's message.</summary>
public class DuckDBException : DbException
{
    internal DuckDBException(string message)
        : base(message)
    {
    }

    internal DuckDBException(string message, DuckDBErrorType errorType)
        : base(message, (int)errorType) => ErrorType = errorType;

    /// <summary>The kind of error; <see cref="DuckDBErrorType.Invalid"/> where DuckDB reports none.</summary>
    public DuckDBErrorType ErrorType { get; }
}
