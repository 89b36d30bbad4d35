namespace Local.Spotify.Synthetic;

/// <summary>How a song does over its time on the charts.</summary>
/// <param name="PeakScore">How well it does when it does best, 0 to 999.</param>
/// <param name="FirstDay">The day from which it may be on a chart.</param>
/// <param name="DaysToPeak">The days from then until it does best.</param>
/// <param name="DailyDecline">What it then loses a day.</param>
internal readonly record struct ChartRun(int PeakScore, int FirstDay, int DaysToPeak, int DailyDecline)
{
    private const int DailyRise = 15;

    /// <summary>How well it does on <paramref name="day"/>: the higher, the further up.</summary>
    public int Score(int day) =>
        day - FirstDay < DaysToPeak
            ? PeakScore - ((DaysToPeak - (day - FirstDay)) * DailyRise)
            : PeakScore - ((day - FirstDay - DaysToPeak) * DailyDecline);

    /// <summary>0 to 100, as Spotify counts it.</summary>
    public int Popularity(int day) => Math.Clamp(35 + (Score(day) / 16), 0, 100);
}
