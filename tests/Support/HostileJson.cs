namespace Tests.Support;

/// <summary>Random pages in both of the API's shapes, with everything that has broken other readers of Spotify's
/// answers.</summary>
internal sealed class HostileJson(Random random)
{
    private static readonly string[] Pieces =
    [
        "a", "Love", " ", ",", "\\\"", "'", "\\\\", "\\/", "\\n", "\\r\\n", "\\r", "\\t", "\\u0000", "\\u000b", "\\f",
        "\\u0085", "\u0085", "\u2028", "\\u2029", "\\ud83d", "\\ude00", "\\ud83d\\ude00", "\\uD83D\\uDE00", "\\u00e9",
        "ü", "日本語", "שלום", "\u202E", "🎵", "e\u0301", "\u200B", "\u00A0", "\u3000", "=1+1", "#", ";", "|",
        "\u007F",
        "�", "\\b", "{", "}", "[", "]", ":", "null",
    ];

    private static readonly string[] Others =
    [
        "null", "true", "false", "0", "-1", "1.5", "1e3", "-0", "123456789012345678901234567890", "1e400", "\"\"",
        "\"x\"", "[]", "[1,[2]]", "{}", "{\"id\":\"nested\"}", "[\"DE\",\"FR\"]", "[ \"DE\" , \"F\\u0052\" ]",
    ];

    private static readonly string[] WhiteSpace = ["", "", "", "", " ", "\n  ", "\r\n", "\t"];

    public byte[] Page(int entries)
    {
        var items = Array(Enumerable.Range(0, entries).Select(_ => Entry()));
        var before = OneIn(9) ? "\"items\":{\"items\":[]}" : "\"href\":\"https://api.spotify.com\"";
        var page = $"{{{White()}{before},{White()}\"{Spelt("items")}\"{White()}:{White()}{items}{White()},"
            + $"\"next\":{Other()}{(OneIn(9) ? ",\"items\":[1]" : "")}}}";
        return
        [
            .. OneIn(9) ? Encoding.UTF8.Preamble : [],
            .. Encoding.UTF8.GetBytes(White() + page + White()),
        ];
    }

    private string Entry()
    {
        if (OneIn(12))
        {
            return Other();
        }

        var (name, former) = OneIn(2) ? ("item", "track") : ("track", "item");
        return Object(
            ("added_at", OneIn(5) ? "\"1970-01-01T00:00:00Z\"" : Value("\"2024-05-16T20:46:24Z\"")),
            ("added_by", Value(Object(("id", Value(Text())), ("uri", Text())))),
            ("is_local", Value(OneIn(9) ? "true" : "false")),
            (OneIn(9) ? former : "primary_color", OneIn(2) ? Track() : Other()),
            (name, Value(Track())),
            ("video_thumbnail", "{\"url\":null}"));
    }

    private string Track() => Object(
        ("album", Value(Object(
            ("album_type", Value("\"album\"")),
            ("artists", Value(Artists())),
            ("available_markets", Markets()),
            ("external_urls", Urls()),
            ("id", Id()),
            ("images", "[{\"height\":640,\"url\":\"https://i.scdn.co/image/x\",\"width\":640},{}]"),
            ("name", Value(Text())),
            ("release_date", OneIn(5) ? "\"0000\"" : Value("\"2001-05\"")),
            ("release_date_precision", Value("\"month\"")),
            ("total_tracks", Value("12"))))),
        ("artists", Value(Artists())),
        ("available_markets", Markets()),
        ("disc_number", Value("1")),
        ("duration_ms", OneIn(5) ? "{\"totalMilliseconds\":180000.4}" : Value("180000")),
        ("explicit", Value("true")),
        ("external_ids", Value(Object(("isrc", Value("\"USUM71703861\""))))),
        ("external_urls", Urls()),
        ("id", Id()),
        ("is_local", Value("false")),
        ("name", Value(Text())),
        ("popularity", Value("57")),
        ("preview_url", Other()),
        ("track", "true"),
        ("track_number", Value("3")),
        ("type", OneIn(6) ? "\"episode\"" : Value("\"track\"")));

    private string Artists() => Array(Enumerable.Range(0, OneIn(30) ? 40 : random.Next(4)).Select(_ => OneIn(9)
        ? Other()
        : Object(("external_urls", Urls()), ("id", Id()), ("name", Value(Text())), ("type", "\"artist\""))));

    private string Markets()
    {
        var countries = Enumerable.Range(0, random.Next(60))
            .Select(_ => OneIn(200) ? Text() : "\"" + Letter() + Letter() + "\"");
        return OneIn(4) ? Array(countries) : "[" + string.Join(',', countries) + "]";
    }

    private string Urls() => Value(Object(("spotify", Value(OneIn(3) ? "\"https://open.spotify.com/x\"" : Text()))));

    /// <summary>An id out of few, so that ids repeat; most have Spotify's form, some another spelling.</summary>
    private string Id()
    {
        var number = random.Next(6);
        return random.Next(12) switch
        {
            0 => Value(Text()),
            1 => $"\"00000000000000000000{number}\\u0030\"",
            2 => $"\"ZZZZZZZZZZZZZZZZZZZZ{number}Z\"",
            3 => "\"0000000000000000000000\"",
            4 => $"\"{number}\"",
            _ => $"\"00000000000000000000{number}0\"",
        };
    }

    private string Text()
    {
        var length = OneIn(40) ? 3000 : random.Next(6);
        return "\"" + string.Concat(Enumerable.Range(0, length).Select(_ => Pieces[random.Next(Pieces.Length)])) + "\"";
    }

    private string Object(params (string Name, string Value)[] properties)
    {
        var json = new StringBuilder("{");
        foreach (var (name, value) in properties.Where(_ => !OneIn(15)))
        {
            json.Append(json.Length > 1 ? "," : "").Append(White()).Append('"').Append(Spelt(name)).Append('"')
                .Append(White()).Append(':').Append(White()).Append(value).Append(White());
            if (OneIn(25))
            {
                json.Append(",\"").Append(OneIn(2) ? name : "new\\ud83d").Append("\":").Append(Other());
            }
        }

        return json.Append('}').ToString();
    }

    private string Array(IEnumerable<string> elements) =>
        "[" + White() + string.Join(',', elements.Select(element => White() + element + White())) + "]";

    private string Spelt(string name) =>
        OneIn(25) ? string.Concat(name.Select(c => OneIn(3) ? $"\\u{(int)c:X4}" : c.ToString())) : name;

    private string Value(string usual) => OneIn(15) ? Other() : usual;

    private string Other() => Others[random.Next(Others.Length)];

    private string White() => WhiteSpace[random.Next(WhiteSpace.Length)];

    private char Letter() => (char)('A' + random.Next(26));

    private bool OneIn(int times) => random.Next(times) == 0;
}
