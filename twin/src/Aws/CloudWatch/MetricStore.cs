using System.Collections.Immutable;

namespace Twin.Aws.CloudWatch;

/// <summary>The metrics of a run, by the minute: CloudWatch's standard resolution. Safe for concurrent use.</summary>
public sealed class MetricStore
{
    private const long MinutesOfAnHour = 60;

    private readonly Lock _lock = new();
    private readonly Dictionary<MetricIdentity, SortedList<(long Minute, string Unit), StatisticSet>> _metrics = [];

    /// <summary>Every metric that has a value, by its text.</summary>
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

    /// <summary>Adds one value.</summary>
    public void Put(MetricIdentity metric, string unit, DateTimeOffset time, double value)
    {
        lock (_lock)
        {
            if (!_metrics.TryGetValue(metric, out var series))
            {
                _metrics.Add(metric, series = []);
            }

            var key = (MinuteOf(time), unit);
            var added = StatisticSet.Of(value);
            series[key] = series.TryGetValue(key, out var before) ? before.With(added) : added;
        }
    }

    /// <summary>Determines whether the metric has a value of the unit; null is any unit.</summary>
    public bool Contains(MetricIdentity metric, string? unit) =>
        UnitsOf(metric).Any(found => unit is null || found == unit);

    /// <summary>The units of the metric's values.</summary>
    public ImmutableSortedSet<string> UnitsOf(MetricIdentity metric)
    {
        lock (_lock)
        {
            return _metrics.TryGetValue(metric, out var series)
                ? [.. series.Keys.Select(key => key.Unit)]
                : [];
        }
    }

    /// <summary>The statistics of all values of a metric; null if it has none.</summary>
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

    /// <summary>
    /// The statistics of the minutes from one time up to, not including, another; null if there are no values.
    /// </summary>
    /// <param name="metric">The metric.</param>
    /// <param name="unit">The unit of the values that count; null is any.</param>
    /// <param name="from">The start of the first minute.</param>
    /// <param name="to">The end of the last minute.</param>
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
