namespace Twin.Spotify.Synthetic;

/// <summary>The rise and fall of a song on the charts.</summary>
/// <param name="PeakScore">The song's highest score, 0 to 999.</param>
/// <param name="DaysToPeak">The days from then to the highest score.</param>
/// <param name="DailyDecline">The score lost on each day after it.</param>
internal readonly record struct ChartRun(int PeakScore, int FirstDay, int DaysToPeak, int DailyDecline)
{
    private const int DailyRise = 15;

    /// <summary>The score on <paramref name="day"/>: the higher, the better the position.</summary>
    public int Score(int day) =>
        day - FirstDay < DaysToPeak
            ? PeakScore - ((DaysToPeak - (day - FirstDay)) * DailyRise)
            : PeakScore - ((day - FirstDay - DaysToPeak) * DailyDecline);

    /// <summary>Spotify's popularity, 0 to 100.</summary>
    public int Popularity(int day) => Math.Clamp(35 + (Score(day) / 16), 0, 100);
}
