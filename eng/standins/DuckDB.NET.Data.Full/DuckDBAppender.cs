using DuckDB.NET.Data.Writing;

namespace DuckDB.NET.Data;

/// <summary>Writes rows into a table, chunk by chunk; they are visible after <see cref="Close"/>.</summary>
public unsafe class DuckDBAppender : IDisposable
{
    private readonly AppenderHandle _appender;
    private readonly string _table;
    private readonly ColumnWriter[] _columns;
    private readonly ulong _chunkSize = Duck.VectorSize();
    private nint _chunk;
    private ulong _rows;
    private bool _isClosed;

    internal DuckDBAppender(AppenderHandle appender, string table)
    {
        _appender = appender;
        _table = table;
        var types = new nint[Duck.AppenderColumnCount(appender)];
        _columns = new ColumnWriter[types.Length];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = Duck.AppenderColumnType(appender, (ulong)i);
            _columns[i] = new ColumnWriter(types[i]);
        }
        fixed (nint* pointer = types)
        {
            _chunk = Duck.CreateDataChunk(pointer, (ulong)types.Length);
        }

        for (var i = 0; i < types.Length; i++)
        {
            Duck.DestroyLogicalType(ref types[i]);
            _columns[i].Attach(Duck.DataChunkGetVector(_chunk, (ulong)i));
        }
    }

    /// <summary>The next row: append one value per column, then end it.</summary>
    /// <exception cref="InvalidOperationException">The appender is closed.</exception>
    public IDuckDBAppenderRow CreateRow()
    {
        if (_isClosed)
        {
            throw new InvalidOperationException("Appender is already closed");
        }

        if (_rows == _chunkSize)
        {
            Flush();
        }

        return new DuckDBAppenderRow(_table, _columns, _rows++);
    }

    /// <summary>Writes the remaining rows.</summary>
    /// <exception cref="DuckDBException">DuckDB refuses the rows.</exception>
    public void Close()
    {
        _isClosed = true;
        try
        {
            Flush();
            Check(Duck.AppenderClose(_appender));
        }
        finally
        {
            Duck.DestroyDataChunk(ref _chunk);
            _appender.Dispose();
        }
    }

    /// <summary>Closes the appender, if it is open.</summary>
    public void Dispose()
    {
        if (!_isClosed)
        {
            Close();
        }

        GC.SuppressFinalize(this);
    }

    private void Flush()
    {
        Duck.DataChunkSetSize(_chunk, _rows);
        Check(Duck.AppendDataChunk(_appender, _chunk));
        Duck.DataChunkReset(_chunk);
        _rows = 0;
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Attach(Duck.DataChunkGetVector(_chunk, (ulong)i));
        }
    }

    private void Check(int state)
    {
        if (state != 0)
        {
            throw new DuckDBException(Duck.Text(Duck.AppenderError(_appender)));
        }
    }
}
