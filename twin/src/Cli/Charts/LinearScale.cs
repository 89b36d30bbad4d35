namespace Twin.Cli.Charts;

/// <summary>A linear scale: values of an interval to pixels.</summary>
/// <param name="Min">The value at <paramref name="From"/>.</param>
/// <param name="Max">The value at <paramref name="To"/>.</param>
/// <param name="To">The pixel of the greatest value; it may be the lesser pixel.</param>
internal sealed record LinearScale(double Min, double Max, double From, double To)
{
    private static readonly ImmutableArray<int> Factors = [1, 2, 5, 10];

    /// <summary>True if the values are counts, which have no ticks between whole numbers.</summary>
    public bool IsWhole { get; init; }

    /// <summary>A scale from 0, or the least value if that is negative, to a round value.</summary>
    public static LinearScale FromZero(
        IEnumerable<double> values, double from, double to, int ticks, bool isWhole = false)
    {
        var (min, max) = (0.0, 0.0);
        foreach (var value in values.Where(double.IsFinite))
        {
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
        }

        max = max == min ? min + 1 : max;
        var step = Step((max - min) / ticks, isWhole);
        return new LinearScale(Math.Floor(min / step) * step, Math.Ceiling(max / step) * step, from, to)
        {
            IsWhole = isWhole,
        };
    }

    public double At(double value) => Max == Min ? (From + To) / 2 : From + ((value - Min) / (Max - Min) * (To - From));

    /// <summary>Round values within the interval, about as many as asked for.</summary>
    public ImmutableArray<double> Ticks(int count)
    {
        var step = Step((Max - Min) / count, IsWhole);
        var (first, last) = (Math.Ceiling((Min / step) - 1e-9), Math.Floor((Max / step) + 1e-9));
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(index => (first + index) * step)];
    }

    // 1, 2 or 5 times a power of ten, and not below the given step.
    private static double Step(double least, bool isWhole)
    {
        least = isWhole ? Math.Max(least, 1) : least;
        if (!(least > 0))
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return Factors.Select(factor => factor * power).First(step => step >= least * (1 - 1e-9));
    }
}

/// <summary>A scale of days: to scale, so that a day without data leaves a gap.</summary>
/// <param name="From">The pixel of the first day.</param>
/// <param name="To">The pixel of the last day.</param>
internal sealed record DayScale(DateOnly First, DateOnly Last, double From, double To)
{
    // Steps that people count in; above them, months.
    private static readonly ImmutableArray<int> Steps = [1, 2, 7, 14];

    /// <summary>True if each day stands for its month.</summary>
    public bool IsMonthly { get; init; }

    public static DayScale Create(IEnumerable<DateOnly> days, double from, double to)
    {
        var all = days.ToList();
        return new DayScale(all.Min(), all.Max(), from, to);
    }

    public double DayWidth => First == Last ? To - From : (To - From) / (Last.DayNumber - First.DayNumber);

    public double At(DateOnly day) =>
        First == Last ? (From + To) / 2 : From + ((day.DayNumber - First.DayNumber) * DayWidth);

    /// <summary>A day as a label: <c>Nov 1</c>.</summary>
    public static string Label(DateOnly day) => day.ToString("MMM d", CultureInfo.InvariantCulture);

    /// <summary>Days with labels, apart enough for each label's width; the last day is one of them.</summary>
    public IEnumerable<(DateOnly Day, string Label)> Ticks(double labelWidth)
    {
        var most = Math.Max(1, (int)(Math.Abs(To - From) / (labelWidth + (IsMonthly ? 14 : 0))));
        var days = Last.DayNumber - First.DayNumber + 1;
        var step = IsMonthly ? 0 : Steps.FirstOrDefault(step => days <= step * most);
        return step > 0
            ? Enumerable.Range(0, ((days - 1) / step) + 1)
                .Select(index => Last.AddDays(-index * step))
                .Reverse()
                .Select(day => (day, Label(day)))
            : Months(((days / 31) / most) + 1);
    }

    private IEnumerable<(DateOnly Day, string Label)> Months(int step)
    {
        var month = new DateOnly(First.Year, First.Month, 1);
        for (month = month < First ? month.AddMonths(1) : month; month <= Last; month = month.AddMonths(step))
        {
            yield return (month, month.ToString("MMM yyyy", CultureInfo.InvariantCulture));
        }
    }
}
