using Twin.Spotify.Randomness;

namespace Twin.Spotify.Synthetic;

/// <summary>All songs by number; the higher the number, the later the release.</summary>
/// <param name="firstDay">The date of day 0.</param>
/// <param name="events">The events that change songs and artists.</param>
internal sealed class Discography(long seed, int songsPerDay, DateOnly firstDay, SyntheticEvents events)
{
    /// <summary>The number of days from its first day on during which a song may be on a chart.</summary>
    public const int DaysOnCharts = 120;

    /// <summary>The number from which on songs are of the favourites' earlier years, and on no chart but the
    /// user's.</summary>
    public const int FirstOfCatalogue = 100_000_000;

    private const int FavouriteArtists = 40;
    private const int SongsPerAlbum = 8;
    private const string Compilation = "compilation";

    private const string AllMarkets =
        "AR,AU,AT,BE,BO,BR,BG,CA,CL,CO,CR,CY,CZ,DK,DO,DE,EC,EE,SV,FI,FR,GR,GT,HN,HK,HU,IS,IE,IT,LV,LT,LU,MY,MT,MX,NL,"
        + "NZ,NI,NO,PA,PY,PE,PH,PL,PT,SG,SK,ES,SE,CH,TW,TR,UY,US,GB,AD,LI,MC,ID,JP,TH,VN,RO,IL,ZA,SA,AE,BH,QA,OM,KW,"
        + "EG,MA,DZ,TN,LB,JO,PS,IN,BY,KZ,MD,UA,AL,BA,HR,ME,MK,RS,SI,KR,BD,PK,LK,GH,KE,NG,TZ,UG,AG,AM,BS,BB,BZ,BT,BW,"
        + "BF,CV,CW,DM,FJ,GM,GE,GD,GW,GY,HT,JM,KI,LS,LR,MW,MV,ML,MH,FM,NA,NR,NE,PW,PG,PR,WS,SM,ST,SN,SC,SL,SB,KN,LC,"
        + "VC,SR,TL,TO,TT,TV,VU,AZ,BN,BI,KH,CM,TD,KM,GQ,SZ,GA,GN,KG,LA,MO,MR,MN,NP,RW,TG,UZ,ZW,BJ,MG,MU,MZ,AO,CI,DJ,"
        + "ZM,CD,CG,IQ,LY,TJ,VE,ET,XK";

    private static readonly string Everywhere = MarketList(AllMarkets.Split(','));
    private static readonly string NotInAmerica = MarketList(AllMarkets.Split(',').Except(["US", "CA", "MX", "BR"]));
    private static readonly string Nowhere = MarketList([]);

    private enum SongKey
    {
        Artist,
        Album,
        AlbumOrSingle,
        Song,
        ChartRun,
        Favourite,
        Age,
        Merge,
    }

    /// <summary>The artists whom the user likes best, by number.</summary>
    public ImmutableArray<int> Favourites { get; } =
    [
        .. Enumerable.Range(0, FavouriteArtists).Select(place =>
        {
            var random = new SeededRandom(seed, (long)SongKey.Favourite, place);
            return ArtistNumber(ref random, events.Artists);
        }),
    ];

    /// <summary>The songs of these playlists: as many a day as the longest one takes.</summary>
    public static Discography Of(SyntheticOptions options)
    {
        var events = new SyntheticEvents(options);
        return new(
            options.Seed,
            Math.Max(events.LeastSongs, Enumerable.Range(0, options.Playlists).Max(options.TracksOf) / 30),
            options.FirstDay,
            events);
    }

    /// <summary>The songs that may be on a chart on <paramref name="day"/>.</summary>
    public IEnumerable<int> Candidates(int day) =>
        Enumerable.Range((day + 1) * songsPerDay, DaysOnCharts * songsPerDay);

    /// <summary>The songs whose first day on a chart is <paramref name="day"/>.</summary>
    public IEnumerable<int> NewOn(int day) =>
        day < -DaysOnCharts ? [] : Enumerable.Range((day + DaysOnCharts) * songsPerDay, songsPerDay);

    /// <summary>The years from the release of a song to the day on which it enters the charts; 0: some days.</summary>
    public int YearsOld(int number) => AgeOf(AlbumStart(number).FirstSong);

    /// <summary>A song as it is on <paramref name="day"/>.</summary>
    public SyntheticSong Song(int number, int day)
    {
        var random = Random(SongKey.Song, number);
        var id = random.NextId();
        var (album, trackNumber) = AlbumOf(number, day);
        var others = random.Next(20) switch { < 11 => 0, < 17 => 1, < 19 => 2, _ => 3 };
        var own = album.Type == Compilation ? [Artist(MainArtist(number, ref random), day)] : album.Artists;
        var guests = Enumerable.Range(0, others).Select(_ => Artist(ArtistNumber(ref random, events.Artists), day));
        return new SyntheticSong(
            number,
            id,
            SyntheticNames.Song(Random(SongKey.Song, number, 1))
                + (events.HasOtherName(number, day) ? " (Radio Edit)" : string.Empty),
            album,
            [.. own.Concat(guests).DistinctBy(artist => artist.Id)],
            trackNumber,
            DurationMs: 95_000 + random.Next(240_000),
            Random(SongKey.Song, number, 2).Next(300) switch
            {
                0 => DurationForm.Float,
                1 => DurationForm.Object,
                _ => DurationForm.Number,
            },
            Explicit: random.OneIn(4),
            Isrc: Isrc(ref random),
            PreviewUrl: random.OneIn(3)
                ? $"https://p.scdn.co/mp3-preview/{random.HexString(40)}?cid={random.HexString(32)}"
                : null,
            ChartRun(number));
    }

    public ChartRun ChartRun(int number)
    {
        var random = Random(SongKey.ChartRun, number);
        if (number >= FirstOfCatalogue)
        {
            return new ChartRun(random.Next(1000), FirstDay: -DaysOnCharts, DaysToPeak: 0, DailyDecline: 0);
        }

        return new ChartRun(
            PeakScore: random.Next(1000),
            FirstDay: (number / songsPerDay) - DaysOnCharts,
            DaysToPeak: 1 + random.Next(14),
            DailyDecline: 2 + random.Next(18));
    }

    /// <summary>The artist who has this number on <paramref name="day"/>: another one if the two are merged.</summary>
    public SyntheticArtist Artist(int number, int day)
    {
        if (number > 0 && events.IsMerged(number, day))
        {
            var other = Random(SongKey.Merge, number);
            number = ArtistNumber(ref other, events.Artists);
        }

        var random = Random(SongKey.Artist, number);
        return new SyntheticArtist(
            random.NextId(),
            number == 0
                ? "Various Artists"
                : SyntheticNames.Artist(Random(SongKey.Artist, number, 1 + events.NamesOfArtist(number, day))));
    }

    private (SyntheticAlbum Album, int TrackNumber) AlbumOf(int song, int day)
    {
        var (first, isAlbum) = AlbumStart(song);
        return (Album(first, isAlbum, day), song - first + 1);
    }

    private (int FirstSong, bool IsAlbum) AlbumStart(int song) =>
        Random(SongKey.AlbumOrSingle, song / SongsPerAlbum).OneIn(3)
            ? (song - (song % SongsPerAlbum), true)
            : (song, false);

    private SyntheticAlbum Album(int firstSong, bool isAlbum, int day)
    {
        var random = Random(SongKey.Album, firstSong);
        var id = random.NextId();
        var type = isAlbum ? "album" : random.OneIn(14) ? Compilation : "single";
        var birth = firstDay.AddDays(
            firstSong >= FirstOfCatalogue ? -DaysOnCharts : (firstSong / songsPerDay) - DaysOnCharts);
        var (date, precision) = Released(ref random, birth, AgeOf(firstSong));
        var isDated = !Random(SongKey.Album, firstSong, 2).OneIn(200);
        return new SyntheticAlbum(
            id,
            SyntheticNames.Album(Random(SongKey.Album, firstSong, 1)),
            type,
            isDated ? date : null,
            isDated ? precision : null,
            TotalTracks: type switch { "album" => SongsPerAlbum + random.Next(10), "single" => 1, _ => 40 },
            random.HexString(24),
            random.Next(20) switch { 0 => Nowhere, < 4 => NotInAmerica, _ => Everywhere },
            [Artist(type == Compilation ? 0 : MainArtist(firstSong, ref random), day)]);
    }

    /// <summary>The age of an album's songs: half of all songs are years or decades old.</summary>
    private int AgeOf(int firstSong)
    {
        var random = Random(SongKey.Age, firstSong);
        return random.Next(100) switch
        {
            < 50 when firstSong < FirstOfCatalogue => 0,
            < 72 => 1 + random.Next(8),
            < 90 => 6 + random.Next(20),
            _ => 20 + random.Next(35),
        };
    }

    /// <summary>The release date: some days or years before the song's first day on a chart; of old songs, sometimes
    /// only the year or month is known.</summary>
    private static (string Date, string Precision) Released(ref SeededRandom random, DateOnly birth, int years)
    {
        var fresh = birth.AddDays(-random.Next(14));
        var old = new DateOnly(1959 + random.Next(60), 1 + random.Next(12), 1 + random.Next(28));
        var (date, format, precision) = random.Next(100) switch
        {
            0 => (old, "'0000'", "year"),
            < 9 => (old, "yyyy", "year"),
            < 13 => (old, "yyyy-MM", "month"),
            < 17 => (old, "yyyy-MM-dd", "day"),
            _ => (fresh.AddYears(-years), "yyyy-MM-dd", "day"),
        };
        return (date.ToString(format, CultureInfo.InvariantCulture), precision);
    }

    private static string Isrc(ref SeededRandom random)
    {
        ReadOnlySpan<string> registrants = ["QZ9X", "GBX7", "SEX1", "DEX3", "FRX9", "JPX0"];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{random.Pick(registrants)}{random.Next(10)}{random.Next(100):D2}{random.Next(100_000):D5}");
    }

    /// <summary>Chooses an artist; a few artists have most of the songs.</summary>
    private static int ArtistNumber(ref SeededRandom random, int artists) =>
        1 + (int)((long)random.Next(artists) * random.Next(artists) / artists);

    private int MainArtist(int song, ref SeededRandom random)
    {
        var chosen = ArtistNumber(ref random, events.Artists);
        return song < FirstOfCatalogue ? chosen : Favourites[chosen % FavouriteArtists];
    }

    private static string MarketList(IEnumerable<string> markets) =>
        $"[{string.Join(',', markets.Select(market => $"\"{market}\""))}]";

    private SeededRandom Random(SongKey kind, int number, int part = 0) => new(seed, (long)kind, number, part);
}
