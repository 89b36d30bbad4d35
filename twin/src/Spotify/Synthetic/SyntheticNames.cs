using Twin.Spotify.Playlists;
using Twin.Spotify.Randomness;

namespace Twin.Spotify.Synthetic;

/// <summary>Made-up names with everything that makes real ones hard to store.</summary>
internal static class SyntheticNames
{
    private const string ZeroWidthSpace = "\u200b";

    /// <summary>Half an emoji: Spotify has served names that were cut there.</summary>
    private const string LoneSurrogate = "\ud83d";

    public static string Artist(SeededRandom random) =>
        random.Next(10) switch
        {
            0 or 1 => Foreign(ref random, words: 1),
            2 or 3 => $"The {random.Pick(NameParts.Adjectives.AsSpan())} {random.Pick(NameParts.Nouns.AsSpan())}s",
            4 => random.Pick(NameParts.GivenNames.AsSpan()).ToUpperInvariant(),
            5 => $"{random.Pick(NameParts.Nouns.AsSpan())}, {random.Pick(NameParts.Nouns.AsSpan())} & Sons",
            6 => $"DJ \"{random.Pick(NameParts.Nouns.AsSpan())}\"",
            _ => Person(ref random),
        };

    public static string Song(SeededRandom random)
    {
        var title = Title(ref random);
        return random.Next(240) switch
        {
            0 => $"{title} {LoneSurrogate}",
            1 => $"{title}\n(Live)",
            2 => title + ZeroWidthSpace,
            3 => $"{title}\t(Interlude)",
            < 20 => $"{title} (feat. {Person(ref random)})",
            < 40 => $"{title} {random.Pick(NameParts.Emoji.AsSpan())}",
            < 52 => $"{title} - Remastered {1994 + random.Next(30)}",
            _ => title,
        };
    }

    /// <summary>After a takedown, Spotify leaves an album without a name.</summary>
    public static string Album(SeededRandom random) => random.OneIn(150) ? string.Empty : Title(ref random);

    public static string Playlist(SeededRandom random, int number, int tracks)
    {
        var place = NameParts.Places[number % NameParts.Places.Length];
        return random.Next(4) switch
        {
            0 => $"{random.Pick(NameParts.Adjectives.AsSpan())} {random.Pick(NameParts.Nouns.AsSpan())}, "
                + $"{place} {number + 1}",
            1 => $"\"{place}\" daily {number + 1} {random.Pick(NameParts.Emoji.AsSpan())}",
            _ => $"Top {tracks} - {place} {number + 1}",
        };
    }

    public static string Show(SeededRandom random) =>
        $"The {random.Pick(NameParts.Nouns.AsSpan())} Hour with {Person(ref random)}";

    private static string Title(ref SeededRandom random)
    {
        var noun = random.Pick(NameParts.Nouns.AsSpan());
        var other = random.Pick(NameParts.Nouns.AsSpan());
        var adjective = random.Pick(NameParts.Adjectives.AsSpan());
        return random.Next(24) switch
        {
            < 5 => Foreign(ref random, words: 2),
            5 => $"{noun}, {other}, {adjective}",
            6 => $"\"{noun}\"",
            7 => $"{noun}'s {other}",
            8 => $"Don’t {adjective} My {noun}",
            9 => $"{noun}\\{other}",
            10 => $"{noun}; {adjective} / {other}",
            11 => $"El {noun} más {adjective}",
            12 => noun.ToUpperInvariant() + "!",
            13 => $"{random.Next(100)}",
            < 18 => $"{noun} of the {adjective} {other}",
            _ => $"{adjective} {noun}",
        };
    }

    private static string Foreign(ref SeededRandom random, int words)
    {
        var script = random.Pick(NameParts.Scripts.AsSpan()).AsSpan();
        var name = random.Pick(script);
        for (var i = 0; i < words && random.OneIn(2); i++)
        {
            name += " " + random.Pick(script);
        }

        return name;
    }

    private static string Person(ref SeededRandom random) =>
        $"{random.Pick(NameParts.GivenNames.AsSpan())} {random.Pick(NameParts.FamilyNames.AsSpan())}";
}

internal static class SyntheticIds
{
    public static string Create(long key)
    {
        var random = new SeededRandom(key);
        return random.NextId();
    }

    public static string NextId(this ref SeededRandom random)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, random.NextUInt64());
        BitConverter.TryWriteBytes(bytes[8..], random.NextUInt64());

        // Spotify's ids begin with 0 to 7: 128 bits do not fill 22 characters.
        return Base62.Id(bytes);
    }
}

/// <summary>The parts of made-up names. None of them refers to a real artist.</summary>
internal static class NameParts
{
    public static readonly ImmutableArray<string> Adjectives =
    [
        "Amber", "Bitter", "Borrowed", "Broken", "Careless", "Crooked", "Distant", "Electric", "Faded", "Gentle",
        "Golden", "Hollow", "Hungry", "Idle", "Late", "Little", "Lonely", "Loud", "Lucky", "Midnight", "Narrow",
        "Paper", "Quiet", "Restless", "Salted", "Second", "Silver", "Slow", "Tender", "Violet", "Wicked", "Winter",
    ];

    public static readonly ImmutableArray<string> Nouns =
    [
        "Almanac", "Anchor", "Avenue", "Balcony", "Bonfire", "Cartwheel", "Chimney", "Compass", "Corridor", "Ember",
        "Engine", "Ferry", "Footnote", "Garden", "Harbour", "Sundial", "Island", "Kettle", "Ladder", "Lantern",
        "Letter", "Marble", "Meadow", "Mirror", "Needle", "Orchard", "Parade", "Pillow", "Postcard", "Riddle",
        "Satellite", "Shadow", "Staircase", "Telegram", "Thunder", "Umbrella", "Velvet", "Weather", "Window", "Yard",
    ];

    public static readonly ImmutableArray<string> GivenNames =
    [
        "Aldis", "Bryndel", "Cassio", "Dovanna", "Eskil", "Ferrin", "Galtea", "Hovik", "Ilvane", "Jorrit", "Kestra",
        "Lumi", "Marvelle", "Nadiro", "Oska", "Perrine", "Quill", "Rosmund", "Sævar", "Tindra", "Ulfram", "Vesna",
        "Wendalyn", "Xanthe", "Yoriko", "Zélie", "Ánxela", "Çağla", "Łucja", "Ørjan", "Štěpka", "Žofka",
    ];

    public static readonly ImmutableArray<string> FamilyNames =
    [
        "Ashgrove", "Bellweather", "Corvane", "Dunmarrow", "Eastlake", "Fennimore", "Grünwaldt", "Halvorsgaard",
        "Ironwell", "Jästrup", "Kowalówka", "Lindqvarn", "Montréveil", "Nørholt", "O'Tarrow", "Peñalosa", "Quennell",
        "Rådmark", "São Tomaz", "Thistledown", "Underhay", "Vâlcean", "Wrenfield", "Yarrowby", "Zelenković",
    ];

    /// <summary>Words, grouped by script: a name of several words uses one script.</summary>
    public static readonly ImmutableArray<ImmutableArray<string>> Scripts =
    [
        ["Ночь", "Город", "Снег", "Огонь", "Окно", "Дождь", "Поезд", "Берег", "Ёлка", "Тишина"],
        ["Νύχτα", "Θάλασσα", "Δρόμος", "Φεγγάρι", "Ουρανός", "Ψίθυρος"],
        ["夜明け", "流れ星", "ひみつ", "きおく", "サイダー", "メトロノーム", "雨音", "まちかど"],
        ["밤하늘", "바람", "첫눈", "거울", "기억", "파도"],
        ["月光", "城市", "远方", "雨季", "微风", "旧信"],
        ["ليل", "قمر", "طريق", "مطر", "نافذة", "بحر"],
        ["לילה", "ירח", "חלון", "גשם", "דרך", "ים"],
        ["รัตติกาล", "สายฝน", "ดวงดาว", "ทะเล", "เงา"],
        ["रात", "बारिश", "चाँदनी", "सपना", "राह"],
    ];

    public static readonly ImmutableArray<string> Emoji = ["🌙", "🔥", "💿", "🌧️", "🖤", "👩‍🚀", "🇪🇺", "✨"];

    public static readonly ImmutableArray<string> Places =
    [
        "Nordmark", "Veldoria", "San Ambrelio", "Østvik", "Kaltenbrück", "Miradouro Alto", "Заречье", "青葉町",
    ];
}
