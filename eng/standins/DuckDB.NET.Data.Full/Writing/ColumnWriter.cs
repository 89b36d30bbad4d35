using System.Text;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes values of one column into the vector of the chunk that is being filled.</summary>
internal sealed unsafe class ColumnWriter(nint logicalType)
{
    private readonly DuckDBType _type = Duck.GetTypeId(logicalType);
    private nint _vector;
    private void* _data;
    private ulong* _validity;

    public void Attach(nint vector)
    {
        _vector = vector;
        _data = Duck.VectorGetData(vector);
        _validity = null;
    }

    public void WriteNull(ulong row)
    {
        if (_validity == null)
        {
            Duck.VectorEnsureValidityWritable(_vector);
            _validity = Duck.VectorGetValidity(_vector);
        }
        _validity[row / 64] &= ~(1UL << (int)(row % 64));
    }

    public void Write(ulong row, string value)
    {
        if (_type != DuckDBType.Varchar)
        {
            throw Mismatch<string>();
        }

        const int OnTheStack = 512;
        var length = Encoding.UTF8.GetMaxByteCount(value.Length);
        var buffer = length <= OnTheStack ? stackalloc byte[OnTheStack] : new byte[length];
        length = Encoding.UTF8.GetBytes(value, buffer);
        fixed (byte* text = buffer)
        {
            Duck.VectorAssignString(_vector, row, text, (ulong)length);
        }
    }

    private InvalidOperationException Mismatch<T>() => new($"Cannot write {typeof(T).Name} to {_type} column");
}
