using System.Globalization;
using System.Numerics;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads one column of a result, or the elements of its lists, out of DuckDB's vectors.</summary>
internal abstract unsafe class ColumnReader(string name, DuckDBType type, Type clrType)
{
    private ulong* _validity;

    public string Name => name;

    public DuckDBType Type => type;

    public Type ClrType => clrType;

    protected void* Data { get; private set; }

    public static ColumnReader[] All(ref Duck.Result result)
    {
        var columns = new ColumnReader[Duck.ColumnCount(ref result)];
        for (ulong i = 0; i < (ulong)columns.Length; i++)
        {
            var type = Duck.ColumnLogicalType(ref result, i);
            try
            {
                columns[i] = Create(Duck.Text(Duck.ColumnName(ref result, i)), type);
            }
            finally
            {
                Duck.DestroyLogicalType(ref type);
            }
        }
        return columns;
    }

    /// <summary>Moves to the next chunk's vector.</summary>
    public virtual void Attach(nint vector)
    {
        Data = Duck.VectorGetData(vector);
        _validity = Duck.VectorGetValidity(vector);
    }

    public bool IsNull(ulong row) => _validity != null && (_validity[row / 64] & (1UL << (int)(row % 64))) == 0;

    public object? Read(ulong row) => IsNull(row) ? null : ReadValue(row);

    public T Read<T>(ulong row)
    {
        if (IsNull(row))
        {
            return Nullable.GetUnderlyingType(typeof(T)) is null
                ? throw new InvalidCastException($"Column '{Name}' value is null")
                : default!;
        }
        var value = ReadValue(row);
        return value is T wanted ? wanted : (T)Convert(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T));
    }

    protected abstract object ReadValue(ulong row);

    /// <summary>The value as another type, where the conversion loses nothing.</summary>
    protected virtual object Convert(object value, Type target) => (value, target) switch
    {
        (DateOnly date, _) when target == typeof(DateTime) => date.ToDateTime(TimeOnly.MinValue),
        (DateTime time, _) when target == typeof(DateTimeOffset) => new DateTimeOffset(time, TimeSpan.Zero),
        _ => throw new InvalidCastException(
            $"Unable to cast object of type '{value.GetType()}' to type '{target}'."),
    };

    private static ColumnReader Create(string name, nint logicalType)
    {
        var type = Duck.GetTypeId(logicalType);
        return type switch
        {
            DuckDBType.Varchar => new Value<string>(name, type, TextAt),
            DuckDBType.Boolean => new Value<bool>(name, type, (data, row) => ((byte*)data)[row] != 0),
            DuckDBType.TinyInt => new Number<sbyte>(name, type, (data, row) => ((sbyte*)data)[row]),
            DuckDBType.SmallInt => new Number<short>(name, type, (data, row) => ((short*)data)[row]),
            DuckDBType.Integer => new Number<int>(name, type, (data, row) => ((int*)data)[row]),
            DuckDBType.BigInt => new Number<long>(name, type, (data, row) => ((long*)data)[row]),
            DuckDBType.UnsignedTinyInt => new Number<byte>(name, type, (data, row) => ((byte*)data)[row]),
            DuckDBType.UnsignedSmallInt => new Number<ushort>(name, type, (data, row) => ((ushort*)data)[row]),
            DuckDBType.UnsignedInteger => new Number<uint>(name, type, (data, row) => ((uint*)data)[row]),
            DuckDBType.UnsignedBigInt => new Number<ulong>(name, type, (data, row) => ((ulong*)data)[row]),
            DuckDBType.HugeInt => new Number<BigInteger>(name, type, HugeIntAt),
            DuckDBType.Float => new Number<float>(name, type, (data, row) => ((float*)data)[row]),
            DuckDBType.Double => new Number<double>(name, type, (data, row) => ((double*)data)[row]),
            DuckDBType.Decimal => Decimal(name, logicalType),
            DuckDBType.Date => new Value<DateOnly>(name, type, (data, row) => Epoch.AddDays(((int*)data)[row])),
            DuckDBType.Timestamp or DuckDBType.TimestampTz => Timestamp(name, type, TimeSpan.TicksPerMicrosecond),
            DuckDBType.TimestampMs => Timestamp(name, type, TimeSpan.TicksPerMillisecond),
            DuckDBType.TimestampS => Timestamp(name, type, TimeSpan.TicksPerSecond),
            DuckDBType.List => List(name, logicalType),
            _ => throw new ArgumentException($"Unrecognised type {type} ({(int)type}) for column {name}"),
        };
    }

    private static readonly DateOnly Epoch = new(1970, 1, 1);

    private static string TextAt(void* data, ulong row) =>
        System.Text.Encoding.UTF8.GetString(Duck.StringValue.Bytes((Duck.StringValue*)data + row));

    private static BigInteger HugeIntAt(void* data, ulong row)
    {
        var value = ((Duck.HugeInt*)data)[row];
        return ((BigInteger)value.Upper << 64) + value.Lower;
    }

    private static Value<DateTime> Timestamp(string name, DuckDBType type, long ticksPerUnit) =>
        new(name, type, (data, row) => DateTime.UnixEpoch.AddTicks(checked(((long*)data)[row] * ticksPerUnit)));

    private static Value<decimal> Decimal(string name, nint logicalType)
    {
        var scale = Duck.DecimalScale(logicalType);
        var divisor = BigInteger.Pow(10, scale);
        Value<decimal>.At at = Duck.DecimalInternalType(logicalType) switch
        {
            DuckDBType.SmallInt => (data, row) => Scaled(((short*)data)[row], scale),
            DuckDBType.Integer => (data, row) => Scaled(((int*)data)[row], scale),
            DuckDBType.BigInt => (data, row) => Scaled(((long*)data)[row], scale),
            _ => (data, row) =>
            {
                var whole = BigInteger.DivRem(HugeIntAt(data, row), divisor, out var rest);
                // a decimal has 28 digits behind the point: the rest of DuckDB's 38 is cut off
                for (var digits = (int)scale; digits > 28; digits--)
                {
                    rest /= 10;
                }

                return (decimal)whole + ((decimal)rest / (decimal)BigInteger.Pow(10, Math.Min((int)scale, 28)));
            }
        };
        return new Value<decimal>(name, DuckDBType.Decimal, at);
    }

    private static decimal Scaled(long value, byte scale)
    {
        var magnitude = (ulong)Int128.Abs(value);
        return new decimal((int)magnitude, (int)(magnitude >> 32), 0, value < 0, scale);
    }

    private static ListReader List(string name, nint logicalType)
    {
        var child = Duck.ListTypeChildType(logicalType);
        try
        {
            return new ListReader(name, Create(name, child));
        }
        finally
        {
            Duck.DestroyLogicalType(ref child);
        }
    }

    private class Value<T>(string name, DuckDBType type, Value<T>.At at) : ColumnReader(name, type, typeof(T))
        where T : notnull
    {
        public delegate T At(void* data, ulong row);

        protected override object ReadValue(ulong row) => at(Data, row);
    }

    private sealed class Number<T>(string name, DuckDBType type, Value<T>.At at) : Value<T>(name, type, at)
        where T : struct, INumber<T>
    {
        protected override object Convert(object value, Type target)
        {
            try
            {
                if (target == typeof(BigInteger))
                {
                    return BigInteger.CreateChecked((T)value);
                }

                if (value is BigInteger big)
                {
                    if (target == typeof(double))
                    {
                        return (double)big;
                    }

                    value = (decimal)big;
                }
                if (System.Type.GetTypeCode(target) is >= TypeCode.SByte and <= TypeCode.Decimal)
                {
                    return System.Convert.ChangeType(value, target, CultureInfo.InvariantCulture);
                }
            }
            catch (OverflowException)
            {
                // the message below has all that is needed
            }
            throw new InvalidCastException(
                $"Cannot cast from {typeof(T).Name} to {target.Name} in column {Name}");
        }
    }
}
