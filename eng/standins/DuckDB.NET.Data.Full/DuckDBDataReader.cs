using System.Collections;
using DuckDB.NET.Data.Reading;

namespace DuckDB.NET.Data;

/// <summary>Reads the rows of a result, chunk by chunk.</summary>
public sealed class DuckDBDataReader : DbDataReader
{
    private readonly DuckDBCommand _command;
    private readonly CommandBehavior _behavior;
    private readonly IEnumerator<Duck.Result> _results;
    private ColumnReader[] _columns = [];
    private Duck.Result _result;
    private nint _chunk;
    private ulong _chunkIndex;
    private ulong _rowsInChunk;
    private ulong _rowsRead;
    private bool _hasRows;
    private bool _isClosed;

    internal DuckDBDataReader(DuckDBCommand command, IEnumerable<Duck.Result> results, CommandBehavior behavior)
    {
        _command = command;
        _behavior = behavior;
        _results = results.GetEnumerator();
        NextResult();
    }

    /// <inheritdoc/>
    public override int FieldCount => _columns.Length;

    /// <inheritdoc/>
    public override int Depth => 0;

    /// <inheritdoc/>
    public override bool HasRows => _hasRows;

    /// <inheritdoc/>
    public override bool IsClosed => _isClosed;

    /// <inheritdoc/>
    public override int RecordsAffected => -1;

    /// <inheritdoc/>
    public override object this[int ordinal] => GetValue(ordinal);

    /// <inheritdoc/>
    public override object this[string name] => GetValue(GetOrdinal(name));

    /// <inheritdoc/>
    public override bool NextResult()
    {
        _columns = [];
        ReleaseChunk();
        Duck.DestroyResult(ref _result);
        while (_results.MoveNext())
        {
            _result = _results.Current;
            if (Duck.ResultReturnType(_result) == QueryResult)
            {
                _columns = ColumnReader.All(ref _result);
                _chunkIndex = 0;
                _hasRows = NextChunk();
                return true;
            }
            Duck.DestroyResult(ref _result);
        }
        return false;
    }

    private const int QueryResult = 3;

    /// <inheritdoc/>
    public override bool Read()
    {
        if (_rowsRead == _rowsInChunk && (_rowsInChunk == 0 || !NextChunk()))
        {
            return false;
        }

        _rowsRead++;
        return true;
    }

    /// <inheritdoc/>
    public override string GetName(int ordinal) => _columns[ordinal].Name;

    /// <inheritdoc/>
    /// <exception cref="DuckDBException">There is no such column.</exception>
    public override int GetOrdinal(string name) =>
        Array.FindIndex(_columns, c => c.Name.Equals(name, StringComparison.Ordinal)) is >= 0 and var index
            ? index
            : throw new DuckDBException($"Column with name {name} was not found.");

    /// <inheritdoc/>
    public override string GetDataTypeName(int ordinal) => _columns[ordinal].Type.ToString();

    /// <inheritdoc/>
    public override Type GetFieldType(int ordinal) => _columns[ordinal].ClrType;

    /// <inheritdoc/>
    /// <exception cref="InvalidCastException">The value is null, or has another type.</exception>
    public override T GetFieldValue<T>(int ordinal) => _columns[ordinal].Read<T>(Row);

    /// <inheritdoc/>
    public override object GetValue(int ordinal) => _columns[ordinal].Read(Row) ?? DBNull.Value;

    /// <inheritdoc/>
    public override int GetValues(object[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        for (var i = 0; i < FieldCount; i++)
        {
            values[i] = GetValue(i);
        }

        return FieldCount;
    }

    /// <inheritdoc/>
    public override bool IsDBNull(int ordinal) => _columns[ordinal].IsNull(Row);

    /// <inheritdoc/>
    public override bool GetBoolean(int ordinal) => GetFieldValue<bool>(ordinal);

    /// <inheritdoc/>
    public override byte GetByte(int ordinal) => GetFieldValue<byte>(ordinal);

    /// <inheritdoc/>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        throw new NotImplementedException();

    /// <inheritdoc/>
    public override char GetChar(int ordinal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public override DateTime GetDateTime(int ordinal) => GetFieldValue<DateTime>(ordinal);

    /// <inheritdoc/>
    public override decimal GetDecimal(int ordinal) => GetFieldValue<decimal>(ordinal);

    /// <inheritdoc/>
    public override double GetDouble(int ordinal) => GetFieldValue<double>(ordinal);

    /// <inheritdoc/>
    public override float GetFloat(int ordinal) => GetFieldValue<float>(ordinal);

    /// <inheritdoc/>
    public override Guid GetGuid(int ordinal) => GetFieldValue<Guid>(ordinal);

    /// <inheritdoc/>
    public override short GetInt16(int ordinal) => GetFieldValue<short>(ordinal);

    /// <inheritdoc/>
    public override int GetInt32(int ordinal) => GetFieldValue<int>(ordinal);

    /// <inheritdoc/>
    public override long GetInt64(int ordinal) => GetFieldValue<long>(ordinal);

    /// <inheritdoc/>
    public override string GetString(int ordinal) => GetFieldValue<string>(ordinal);

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() =>
        new DbEnumerator(this, _behavior == CommandBehavior.CloseConnection);

    /// <inheritdoc/>
    public override void Close()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        ReleaseChunk();
        Duck.DestroyResult(ref _result);
        _results.Dispose();
        if (_behavior == CommandBehavior.CloseConnection)
        {
            _command.Connection!.Close();
        }
    }

    private ulong Row => _rowsRead > 0
        ? _rowsRead - 1
        : throw new InvalidOperationException("No row has been read");

    private bool NextChunk()
    {
        ReleaseChunk();
        _chunk = Duck.ResultGetChunk(_result, _chunkIndex++);
        if (_chunk == 0)
        {
            return false;
        }

        _rowsInChunk = Duck.DataChunkGetSize(_chunk);
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Attach(Duck.DataChunkGetVector(_chunk, (ulong)i));
        }

        return _rowsInChunk > 0;
    }

    private void ReleaseChunk()
    {
        if (_chunk != 0)
        {
            Duck.DestroyDataChunk(ref _chunk);
        }

        _rowsInChunk = 0;
        _rowsRead = 0;
    }
}
