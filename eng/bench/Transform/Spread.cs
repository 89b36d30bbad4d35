namespace Bench.Transform;

/// <summary>Of several measurements of the same.</summary>
/// <param name="Median">The middle one.</param>
/// <param name="Best">The least; of ratios, the least ÷ the least.</param>
internal sealed record Spread(double Median, double Best)
{
    /// <summary>Of times.</summary>
    public static Spread Of(IEnumerable<double> times)
    {
        var ordered = times.Order().ToList();
        return new Spread(ordered[ordered.Count / 2], ordered[0]);
    }

    /// <summary>Of times beside others, pair by pair.</summary>
    public static Spread OfRatio(IEnumerable<double> times, IEnumerable<double> others)
    {
        var pairs = times.Zip(others).ToList();
        return new Spread(
            Of(pairs.Select(pair => pair.First / pair.Second)).Median,
            pairs.Min(pair => pair.First) / pairs.Min(pair => pair.Second));
    }
}
