using System.Numerics;
using System.Text;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes values of one column into the vector of the chunk that is being filled.</summary>
internal sealed unsafe class ColumnWriter(nint logicalType)
{
    private readonly DuckDBType _type = Duck.GetTypeId(logicalType);
    private readonly byte _scale = Duck.DecimalScale(logicalType);
    private readonly DuckDBType _decimalType = Duck.DecimalInternalType(logicalType);
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

    /// <summary>Writes a value into a column of exactly its type: nothing is converted.</summary>
    public void Write<T>(ulong row, T value, DuckDBType type)
        where T : unmanaged
    {
        if (_type != type)
            throw Mismatch<T>();
        ((T*)_data)[row] = value;
    }

    public void Write(ulong row, string value)
    {
        if (_type != DuckDBType.Varchar)
            throw Mismatch<string>();
        const int OnTheStack = 512;
        var length = Encoding.UTF8.GetMaxByteCount(value.Length);
        var buffer = length <= OnTheStack ? stackalloc byte[OnTheStack] : new byte[length];
        length = Encoding.UTF8.GetBytes(value, buffer);
        fixed (byte* text = buffer)
            Duck.VectorAssignString(_vector, row, text, (ulong)length);
    }

    public void Write(ulong row, BigInteger value)
    {
        if (_type != DuckDBType.HugeInt)
            throw Mismatch<BigInteger>();
        ((Int128*)_data)[row] = (Int128)value;
    }

    public void Write(ulong row, decimal value)
    {
        if (_type != DuckDBType.Decimal)
            throw Mismatch<decimal>();
        var whole = new BigInteger(value);
        var digits = (whole * BigInteger.Pow(10, _scale))
            + new BigInteger((value - (decimal)whole) * (decimal)BigInteger.Pow(10, Math.Min((int)_scale, 28)))
            * BigInteger.Pow(10, Math.Max(_scale - 28, 0));
        switch (_decimalType)
        {
            case DuckDBType.SmallInt:
                ((short*)_data)[row] = (short)digits;
                break;
            case DuckDBType.Integer:
                ((int*)_data)[row] = (int)digits;
                break;
            case DuckDBType.BigInt:
                ((long*)_data)[row] = (long)digits;
                break;
            default:
                ((Int128*)_data)[row] = (Int128)digits;
                break;
        }
    }

    public void Write(ulong row, DateTime value)
    {
        var micros = (value - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        switch (_type)
        {
            case DuckDBType.Date:
                ((int*)_data)[row] = (value.Date - DateTime.UnixEpoch).Days;
                break;
            case DuckDBType.Timestamp or DuckDBType.TimestampTz:
                ((long*)_data)[row] = micros;
                break;
            default:
                throw Mismatch<DateTime>();
        }
    }

    private InvalidOperationException Mismatch<T>() => new($"Cannot write {typeof(T).Name} to {_type} column");
}
