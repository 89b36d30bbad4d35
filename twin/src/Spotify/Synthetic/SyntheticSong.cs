namespace Twin.Spotify.Synthetic;

internal sealed record SyntheticSong(
    int Number,
    string Id,
    string Name,
    SyntheticAlbum Album,
    ImmutableArray<SyntheticArtist> Artists,
    int TrackNumber,
    int DurationMs,
    DurationForm DurationForm,
    bool Explicit,
    string Isrc,
    string? PreviewUrl,
    ChartRun ChartRun);

/// <summary>A made-up album. <see cref="Precision"/> is the precision of <see cref="ReleaseDate"/>; both may be
/// unknown.</summary>
internal sealed record SyntheticAlbum(
    string Id,
    string Name,
    string Type,
    string? ReleaseDate,
    string? Precision,
    int TotalTracks,
    string Image,
    string Markets,
    ImmutableArray<SyntheticArtist> Artists);

internal sealed record SyntheticArtist(string Id, string Name);

/// <summary>The forms in which the API writes a duration: the unusual ones were each seen for a while.</summary>
internal enum DurationForm
{
    Number,
    Float,
    Object,
}

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
