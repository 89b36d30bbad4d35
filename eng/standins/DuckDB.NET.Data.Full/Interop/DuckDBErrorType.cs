namespace DuckDB.NET.Native;

/// <summary>duckdb_error_type: the kind of a query's error.</summary>
public enum DuckDBErrorType
{
    Invalid = 0,
    Transaction = 10,
    Interrupt = 29,
}
