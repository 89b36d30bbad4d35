using System.Diagnostics.CodeAnalysis;

namespace Functions.Lake;

/// <summary>A month of plays, UTC: the partition of the table <see cref="Tables.Plays"/>.</summary>
public sealed record PlayedMonth
{
    /// <summary>The first month in which anybody could play a song: Spotify began in October 2008.</summary>
    public static readonly PlayedMonth First = new(2008, 10);

    private const string Format = "yyyy-MM";

    public PlayedMonth(int year, int month) => FirstDay = new DateOnly(year, month, 1);

    public DateOnly FirstDay { get; }

    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    /// <summary>The partition value and the folder's part of a key: <c>played_month=yyyy-MM</c>.</summary>
    public string Partition => $"{TablePartition.Month.Column}={this}";

    public static PlayedMonth Of(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month);

    /// <exception cref="FormatException">The text is no month.</exception>
    public static PlayedMonth Parse(string text) => TryParse(text, out var month)
        ? month
        : throw new FormatException($"'{text}' is no month like 2026-11.");

    public static bool TryParse(string text, [NotNullWhen(true)] out PlayedMonth? month)
    {
        var isMonth = DateOnly.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first);
        month = isMonth ? new PlayedMonth(first.Year, first.Month) : null;
        return isMonth;
    }

    /// <summary>The month that is some months later; earlier, if the number is negative.</summary>
    public PlayedMonth Add(int months) => Of(new DateTimeOffset(FirstDay.AddMonths(months), default, default));

    /// <summary>The month as <c>yyyy-MM</c>.</summary>
    public override string ToString() => FirstDay.ToString(Format, CultureInfo.InvariantCulture);
}
