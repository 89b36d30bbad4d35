using System.Collections.Immutable;
using System.Globalization;

namespace Twin.Cli.Charts;

/// <summary>A scale of days: to scale, so that a day without data leaves a gap.</summary>
/// <param name="From">The pixel of the first day.</param>
/// <param name="To">The pixel of the last day.</param>
internal sealed record DayScale(DateOnly First, DateOnly Last, double From, double To)
{
    // Steps that people count in; above them, months.
    private static readonly ImmutableArray<int> Steps = [1, 2, 7, 14];

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
        var most = Math.Max(1, (int)(Math.Abs(To - From) / labelWidth));
        var days = Last.DayNumber - First.DayNumber + 1;
        var step = Steps.FirstOrDefault(step => days <= step * most);
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
