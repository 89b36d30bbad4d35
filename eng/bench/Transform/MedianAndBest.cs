namespace Bench.Transform;

/// <param name="Best">The least; for ratios, the least divided by the least.</param>
internal sealed record MedianAndBest(double Median, double Best)
{
    public static MedianAndBest From(IEnumerable<double> times)
    {
        var ordered = times.Order().ToList();
        return new MedianAndBest(ordered[ordered.Count / 2], ordered[0]);
    }

    public static MedianAndBest OfRatio(IEnumerable<double> times, IEnumerable<double> others)
    {
        var pairs = times.Zip(others).ToList();
        return new MedianAndBest(
            From(pairs.Select(pair => pair.First / pair.Second)).Median,
            pairs.Min(pair => pair.First) / pairs.Min(pair => pair.Second));
    }
}
