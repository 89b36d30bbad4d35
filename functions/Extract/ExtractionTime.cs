using System.Globalization;
using Functions.Lake;

namespace Functions.Extract;

/// <summary>
/// The moment that a run stands for: when the schedule fired, not when the function got to run, so that a repeated
/// event gives the same keys.
/// </summary>
internal sealed record ExtractionTime
{
    public ExtractionTime(DateTimeOffset firedAt)
    {
        Moment = firedAt.ToUniversalTime();
        var utc = firedAt.UtcDateTime;
        Date = DateOnly.FromDateTime(utc);
        Text = utc.ToString(SnapshotManifest.TimeFormat, CultureInfo.InvariantCulture);
    }

    /// <summary>UTC.</summary>
    public DateTimeOffset Moment { get; }

    /// <summary>The UTC day.</summary>
    public DateOnly Date { get; }

    /// <summary>ISO 8601, UTC, whole seconds.</summary>
    public string Text { get; }
}
