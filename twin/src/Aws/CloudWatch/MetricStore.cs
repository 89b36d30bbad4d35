using System.Collections.Frozen;

namespace Twin.Aws.CloudWatch;

/// <summary>The metrics of a run, by the minute: CloudWatch's standard resolution. Safe for concurrent use.</summary>
public sealed class MetricStore
{
    private const long MinutesOfAnHour = 60;

    private readonly Lock _lock = new();
    private readonly Dictionary<MetricIdentity, SortedList<(long Minute, string Unit), StatisticSet>> _metrics = [];

    public ImmutableArray<MetricIdentity> Metrics
    {
        get
        {
            lock (_lock)
            {
                return [.. _metrics.Keys.OrderBy(metric => metric.ToString(), StringComparer.Ordinal)];
            }
        }
    }

    public void Put(MetricIdentity metric, string unit, DateTimeOffset time, double value)
    {
        lock (_lock)
        {
            if (!_metrics.TryGetValue(metric, out var series))
            {
                _metrics.Add(metric, series = []);
            }

            var key = (MinuteOf(time), unit);
            var added = StatisticSet.From(value);
            series[key] = series.TryGetValue(key, out var before) ? before.With(added) : added;
        }
    }

    /// <summary>Determines whether the metric has a value of the unit; null is any unit.</summary>
    public bool Contains(MetricIdentity metric, string? unit) =>
        UnitsOf(metric).Any(found => unit is null || found == unit);

    public ImmutableSortedSet<string> UnitsOf(MetricIdentity metric)
    {
        lock (_lock)
        {
            return _metrics.TryGetValue(metric, out var series)
                ? [.. series.Keys.Select(key => key.Unit)]
                : [];
        }
    }

    public StatisticSet? Total(MetricIdentity metric) =>
        Statistics(metric, null, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>The number of hours of the clock in which the metric has a value.</summary>
    public int HoursOf(MetricIdentity metric)
    {
        lock (_lock)
        {
            return _metrics.TryGetValue(metric, out var series)
                ? series.Keys.Select(key => key.Minute / MinutesOfAnHour).Distinct().Count()
                : 0;
        }
    }

    /// <summary>The statistics of the minutes from a time up to, not including, another; null without values.</summary>
    /// <param name="unit">The unit of the values that count; null is any.</param>
    public StatisticSet? Statistics(MetricIdentity metric, string? unit, DateTimeOffset from, DateTimeOffset to)
    {
        lock (_lock)
        {
            if (!_metrics.TryGetValue(metric, out var series))
            {
                return null;
            }

            StatisticSet? sum = null;
            for (var at = FirstAtOrAfter(series, MinuteOf(from));
                at < series.Count && series.Keys[at].Minute < MinuteOf(to);
                at++)
            {
                if (unit is null || series.Keys[at].Unit == unit)
                {
                    sum = sum?.With(series.Values[at]) ?? series.Values[at];
                }
            }

            return sum;
        }
    }

    /// <summary>The minutes with a value from one time up to, not including, another.</summary>
    internal ImmutableArray<DateTimeOffset> MinutesOf(MetricIdentity metric, DateTimeOffset from, DateTimeOffset to)
    {
        lock (_lock)
        {
            if (!_metrics.TryGetValue(metric, out var series))
            {
                return [];
            }

            return
            [
                .. series.Keys
                    .Skip(FirstAtOrAfter(series, MinuteOf(from)))
                    .Select(key => key.Minute)
                    .TakeWhile(minute => minute < MinuteOf(to))
                    .Distinct()
                    .Select(minute => new DateTimeOffset(minute * TimeSpan.TicksPerMinute, TimeSpan.Zero)),
            ];
        }
    }

    private static long MinuteOf(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerMinute;

    private static int FirstAtOrAfter(SortedList<(long Minute, string Unit), StatisticSet> series, long minute)
    {
        var (low, high) = (0, series.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (series.Keys[middle].Minute < minute)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}

/// <summary>The identity of a metric: a value with one dimension more or less belongs to another metric.</summary>
/// <param name="Namespace">For example <c>AWS/Lambda</c>.</param>
/// <param name="Name">For example <c>Errors</c>.</param>
public sealed record MetricIdentity(
    string Namespace, string Name, ImmutableSortedDictionary<string, string> Dimensions)
{
    /// <summary>The identity with these dimensions, in any order.</summary>
    public static MetricIdentity Create(
        string @namespace, string name, params IEnumerable<(string Name, string Value)> dimensions) =>
        new(@namespace, name, dimensions.ToImmutableSortedDictionary(
            dimension => dimension.Name, dimension => dimension.Value, StringComparer.Ordinal));

    public bool Equals(MetricIdentity? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The readable form: <c>AWS/Lambda Errors {FunctionName=extract}</c>.</summary>
    public override string ToString() =>
        $"{Namespace} {Name} {{{string.Join(", ", Dimensions.Select(pair => $"{pair.Key}={pair.Value}"))}}}";
}

/// <summary>The statistics that CloudWatch keeps of the values of a minute or a period.</summary>
/// <param name="SampleCount">The number of values: at least one.</param>
public readonly record struct StatisticSet(double SampleCount, double Sum, double Minimum, double Maximum)
{
    public static StatisticSet From(double value) => new(1, value, value, value);

    public StatisticSet With(StatisticSet other) => new(
        SampleCount + other.SampleCount,
        Sum + other.Sum,
        Math.Min(Minimum, other.Minimum),
        Math.Max(Maximum, other.Maximum));

    public double Value(Statistic statistic) => statistic switch
    {
        Statistic.SampleCount => SampleCount,
        Statistic.Sum => Sum,
        Statistic.Average => Sum / SampleCount,
        Statistic.Minimum => Minimum,
        Statistic.Maximum => Maximum,
        _ => throw new ArgumentOutOfRangeException(nameof(statistic), statistic, null),
    };
}

/// <summary>The statistics of a period's values. The twin has no percentiles and trimmed means.</summary>
public enum Statistic
{
    SampleCount,
    Sum,
    Average,
    Minimum,
    Maximum,
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html
internal static class MetricUnits
{
    /// <summary>The unit of a value without one.</summary>
    public const string None = "None";

    public const string Count = "Count";
    public const string Milliseconds = "Milliseconds";
    public const string Seconds = "Seconds";

    private static readonly string[] Quantities = ["Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes",
        "Bits", "Kilobits", "Megabits", "Gigabits", "Terabits", Count];

    private static readonly FrozenSet<string> All = Quantities
        .Concat(Quantities.Select(quantity => quantity + "/Second"))
        .Concat([Seconds, "Microseconds", Milliseconds, "Percent", None])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Determines whether CloudWatch accepts the unit; it is case-sensitive.</summary>
    public static bool Contains(string unit) => All.Contains(unit);
}
