using BenchmarkDotNet.Attributes;
using Functions.Transform.Json;

namespace Bench.Parts;

/// <summary>
/// The countries of <c>available_markets</c>: read token by token, or skipped with a scan for the end.
/// </summary>
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
