namespace Bench.Transform;

/// <summary>Of several measurements of the same.</summary>
/// <param name="Median">The middle one.</param>
/// <param name="Best">The least; of ratios, the least ÷ the least.</param>
internal sealed record MeasurementSummary(double Median, double Best)
{
    /// <summary>Of times.</summary>
    public static MeasurementSummary Of(IEnumerable<double> times)
    {
        var ordered = times.Order().ToList();
        return new MeasurementSummary(ordered[ordered.Count / 2], ordered[0]);
    }

    /// <summary>Of times beside others, pair by pair.</summary>
    public static MeasurementSummary OfRatio(IEnumerable<double> times, IEnumerable<double> others)
    {
        var pairs = times.Zip(others).ToList();
        return new MeasurementSummary(
            Of(pairs.Select(pair => pair.First / pair.Second)).Median,
            pairs.Min(pair => pair.First) / pairs.Min(pair => pair.Second));
    }
}
