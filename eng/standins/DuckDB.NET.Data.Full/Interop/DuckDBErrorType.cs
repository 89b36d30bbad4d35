namespace DuckDB.NET.Native;

/// <summary>duckdb_error_type: what kind of error a query ended with.</summary>
public enum DuckDBErrorType
{
    Invalid = 0,
    Transaction = 10,
    Interrupt = 29,
}
