using BenchmarkDotNet.Attributes;
using Functions.Lake;

namespace Bench.Parts;

/// <summary>Writes a row of <c>songs</c>, ten fields, to the file in memory and its hash.</summary>
public class TablePart
{
    private const int Rows = 1_000;

    private readonly byte[] _plain = [.. "Second Lantern (feat. Perrine Halvorsgaard)"u8];
    private readonly byte[] _odd = [.. "Marble\\Needle, \"Parade\"\n(Live)"u8];

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public long PlainName() => Write(_plain);

    /// <summary>With a name that must be quoted, and is written as a string.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public long QuotedName() => Write(_odd);

    private static long Write(ReadOnlySpan<byte> name)
    {
        using var table = TableWriter.Create(Tables.Songs, TableFormat.Csv);
        for (var i = 0; i < Rows; i++)
        {
            table
                .Field("4uLU6hMCjMI75M1A2tKUQC"u8)
                .Field(name)
                .Field("6N9PS4QXF1D0OWPk0Sxtb4"u8)
                .Field(213_573)
                .Field(false)
                .Field(71)
                .Field(1)
                .Field(4)
                .Field("GBARL9300135"u8)
                .Field("https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC"u8)
                .EndRow();
        }

        return table.Finish().Length;
    }
}
