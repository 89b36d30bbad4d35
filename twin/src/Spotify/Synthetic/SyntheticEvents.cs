using Twin.Spotify.Randomness;

namespace Twin.Spotify.Synthetic;

/// <summary>The events of an eventful year, each on days that follow from the seed and the number alone. From the
/// second week on, playlists, songs and artists are renamed, artists are merged and split again, and entries repeat the
/// one before. From the fourth week on, playlists but the first are also away for some days or have the first one's
/// name, and any one is empty for a day.</summary>
internal sealed class SyntheticEvents(SyntheticOptions options)
{
    /// <summary>The first day that may have less to read than others.</summary>
    public const int FirstGap = 21;

    private const int FirstChange = 7;

    private enum RandomKey
    {
        SongName = 400,
        ArtistName,
        Merge,
        PlaylistName,
        SameName,
        Absence,
        Emptiness,
        Repeat,
    }

    /// <summary>The least number of songs that come out on a day.</summary>
    public int LeastSongs => options.IsEventful ? 20 : 1;

    public int Artists => options.IsEventful ? 50_000 : 5_000;

    public bool HasOtherName(int song, int day) =>
        Changes(RandomKey.SongName, song, day, every: 90, oneIn: 3) % 2 == 1;

    /// <summary>The number of the artist's names before this one.</summary>
    public int NamesOfArtist(int artist, int day) => Changes(RandomKey.ArtistName, artist, day, every: 120, oneIn: 3);

    /// <summary>True if the artist's profile is part of another one.</summary>
    public bool IsMerged(int artist, int day) => Changes(RandomKey.Merge, artist, day, every: 120, oneIn: 4) % 2 == 1;

    /// <summary>The number of the playlist's names before this one.</summary>
    public int NamesOfPlaylist(int playlist, int day) =>
        Changes(RandomKey.PlaylistName, playlist, day, every: 40, oneIn: 1);

    public bool HasNameOfFirst(int playlist, int day) =>
        playlist > 0 && IsOn(RandomKey.SameName, playlist, day, every: 30, days: 10);

    public bool IsAway(int playlist, int day) =>
        playlist > 0 && IsOn(RandomKey.Absence, playlist, day, every: 20, days: 2);

    public bool IsEmpty(int playlist, int day) => IsOn(RandomKey.Emptiness, playlist, day, every: 20, days: 1);

    public bool IsRepeat(int playlist, int day, int position) =>
        options.IsEventful
        && day >= FirstChange
        && Random(RandomKey.Repeat, playlist, position, day / FirstChange).OneIn(25);

    /// <summary>The number of changes up to a day. Only one in so many ever changes.</summary>
    private int Changes(RandomKey kind, int number, int day, int every, int oneIn)
    {
        var random = Random(kind, number);
        return options.IsEventful && day >= FirstChange && random.OneIn(oneIn)
            ? (day - FirstChange + random.Next(every)) / every
            : 0;
    }

    /// <summary>Determines whether a day is one of some days in a row, once in so many.</summary>
    private bool IsOn(RandomKey kind, int number, int day, int every, int days)
    {
        if (!options.IsEventful || day < FirstGap)
        {
            return false;
        }

        var (period, dayOfPeriod) = Math.DivRem(day - FirstGap, every);
        var begin = Random(kind, number, period).Next(every - days + 1);
        return dayOfPeriod >= begin && dayOfPeriod < begin + days;
    }

    private SeededRandom Random(RandomKey kind, int number, int part = 0, int other = 0) =>
        new(options.Seed, (long)kind, number, part, other);
}
