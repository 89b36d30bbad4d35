using BenchmarkDotNet.Attributes;
using Functions.Lake;
using Functions.Transform;
using Functions.Transform.Json;
using Twin.Spotify.Synthetic;

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

/// <summary>The test for duplicate ids; each id comes twice.</summary>
public class IdPart
{
    private const int Distinct = 10_000;
    private const int Asked = 2 * Distinct;

    private readonly byte[][] _ids =
        [.. Enumerable.Range(0, Distinct).Select(id => Encoding.UTF8.GetBytes(SyntheticIds.Create(id)))];

    [Benchmark(Baseline = true, OperationsPerInvoke = Asked)]
    public int Strings()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Asked; i++)
        {
            known.Add(Encoding.UTF8.GetString(_ids[i % Distinct]));
        }

        return known.Count;
    }

    [Benchmark(OperationsPerInvoke = Asked)]
    public int IdSet()
    {
        var known = new IdSet();
        var added = 0;
        for (var i = 0; i < Asked; i++)
        {
            added += known.Add(_ids[i % Distinct]) ? 1 : 0;
        }

        return added;
    }
}

/// <summary>The countries of <c>available_markets</c>: read token by token, or skipped with a scan for the
/// end.</summary>
public class JumpPart
{
    private const int Countries = 184;

    private readonly byte[] _markets = Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable
        .Range(0, Countries)
        .Select(country => $"\"{(char)('A' + (country % 26))}{(char)('A' + (country / 26))}\"")) + "]");

    [Benchmark(Baseline = true)]
    public long Tokens()
    {
        var json = new Utf8JsonReader(_markets);
        json.Read();
        json.Skip();
        return json.BytesConsumed;
    }

    [Benchmark]
    public int Jump() => FlatStrings.Measure(_markets);
}
