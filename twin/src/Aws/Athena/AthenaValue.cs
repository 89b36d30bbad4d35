using System.Numerics;

namespace Twin.Aws.Athena;

/// <summary>Converts DuckDB's values to those of Athena's types.</summary>
internal static class AthenaValue
{
    public static object? FromDuckDb(object value) => value switch
    {
        DBNull => null,
        BigInteger big when big < long.MinValue || big > long.MaxValue =>
            throw new AthenaException($"NUMERIC_VALUE_OUT_OF_RANGE: bigint overflow: {big}"),
        BigInteger big => (long)big,
        ulong count => checked((long)count),
        _ => value,
    };
}
