namespace Local.Spotify.Synthetic;

/// <summary>How a song does over its time on the charts.</summary>
/// <param name="Strength">How well it does when it does best, 0 to 999.</param>
/// <param name="Birth">The day from which it may be on a chart.</param>
/// <param name="Climb">The days from its birth until it does best.</param>
/// <param name="Decline">What it then loses a day.</param>
internal readonly record struct Career(int Strength, int Birth, int Climb, int Decline)
{
    private const int ClimbPerDay = 15;

    /// <summary>How well it does on <paramref name="day"/>: the higher, the further up.</summary>
    public int Score(int day) =>
        day - Birth < Climb
            ? Strength - ((Climb - (day - Birth)) * ClimbPerDay)
            : Strength - ((day - Birth - Climb) * Decline);

    /// <summary>0 to 100, as Spotify counts it.</summary>
    public int Popularity(int day) => Math.Clamp(35 + (Score(day) / 16), 0, 100);
}
