using BenchmarkDotNet.Attributes;
using Functions.Transform;
using Twin.Spotify.Synthetic;

namespace Bench.Parts;

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
