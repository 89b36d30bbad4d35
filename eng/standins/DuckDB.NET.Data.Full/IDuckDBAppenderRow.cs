using System.Numerics;

namespace DuckDB.NET.Data;

/// <summary>A row that is being appended: one value per column, in the columns' order.</summary>
public interface IDuckDBAppenderRow
{
    /// <summary>Ends the row.</summary>
    /// <exception cref="InvalidOperationException">It has fewer values than the table has columns.</exception>
    void EndRow();

    /// <summary>Appends a null.</summary>
    IDuckDBAppenderRow AppendNullValue();

    /// <summary>Appends to a BOOLEAN column.</summary>
    IDuckDBAppenderRow AppendValue(bool? value);

    /// <summary>Appends to a VARCHAR column.</summary>
    IDuckDBAppenderRow AppendValue(string? value);

    /// <summary>Appends to a DECIMAL column.</summary>
    IDuckDBAppenderRow AppendValue(decimal? value);

    /// <summary>Appends to a HUGEINT column.</summary>
    IDuckDBAppenderRow AppendValue(BigInteger? value);

    /// <summary>Appends to an INTEGER column.</summary>
    IDuckDBAppenderRow AppendValue(int? value);

    /// <summary>Appends to a BIGINT column.</summary>
    IDuckDBAppenderRow AppendValue(long? value);

    /// <summary>Appends to a DOUBLE column.</summary>
    IDuckDBAppenderRow AppendValue(double? value);

    /// <summary>Appends to a DATE or TIMESTAMP column.</summary>
    IDuckDBAppenderRow AppendValue(DateTime? value);
}
