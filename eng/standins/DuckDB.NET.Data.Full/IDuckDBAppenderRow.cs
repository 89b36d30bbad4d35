namespace DuckDB.NET.Data;

/// <summary>A row that is being appended: one value for each column, in the columns' order.</summary>
public interface IDuckDBAppenderRow
{
    /// <summary>Ends the row.</summary>
    /// <exception cref="InvalidOperationException">The row has fewer values than the table has columns.</exception>
    void EndRow();

    /// <summary>Appends to a VARCHAR column.</summary>
    IDuckDBAppenderRow AppendValue(string? value);
}
