using System.Collections.Immutable;

namespace Twin.Spotify.Synthetic;

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
