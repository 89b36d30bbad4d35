using DuckDB.NET.Data.Writing;

namespace DuckDB.NET.Data;

/// <inheritdoc/>
public class DuckDBAppenderRow : IDuckDBAppenderRow
{
    private readonly string _table;
    private readonly ColumnWriter[] _columns;
    private readonly ulong _row;
    private int _column;

    internal DuckDBAppenderRow(string table, ColumnWriter[] columns, ulong row)
    {
        _table = table;
        _columns = columns;
        _row = row;
    }

    /// <inheritdoc/>
    public void EndRow()
    {
        if (_column < _columns.Length)
        {
            throw new InvalidOperationException($"The table {_table} has {_columns.Length} columns "
                + $"but you specified only {_column} values");
        }
    }

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(string? value)
    {
        var column = Next();
        if (value is null)
        {
            column.WriteNull(_row);
        }
        else
        {
            column.Write(_row, value);
        }

        return this;
    }

    private ColumnWriter Next() => _column < _columns.Length
        ? _columns[_column++]
        : throw new IndexOutOfRangeException($"The table {_table} has {_columns.Length} columns "
            + $"but you are trying to append value for column {_column + 1}");
}
