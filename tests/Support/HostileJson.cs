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
        "null", "true", "false", "0", "-1", "1.5", "1e3", "-0", "123456789012345678901234567890", "1e400", "2.5", "-0.5", "1E-400",
        "9223372036854775807", "9223372036854775808", "9007199254740991.5", "\"\"",
        "\"x\"", "[]", "[1,[2]]", "{}", "{\"id\":\"nested\"}", "[\"DE\",\"FR\"]", "[ \"DE\" , \"F\\u0052\" ]",
    ];

    private static readonly byte[] Telling =
        [.. "{}[]\",:\\/ \n\t019-+.eEtruefalsn"u8, 0x00, 0x1F, 0x7F, 0x80, 0xC2, 0xE2, 0xFF];

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

    /// <summary>A page of plays around the end of November 2022.</summary>
    public byte[] Plays(int plays) =>
        Encoding.UTF8.GetBytes($$"""{"items":{{Array(Enumerable.Range(0, plays).Select(_ => Play()))}}}""");

    /// <summary>A line of an import: a record of an export around the end of November 2022, or anything
    /// else.</summary>
    public string Record()
    {
        var fields = OneIn(3) ? ExportFields.Kept[13..] : ExportFields.Kept[..13];
        var record = OneIn(30) ? Other() : Object([.. fields.Select(field => (field, field switch
        {
            ExportFields.Ts => Value(Time()),
            ExportFields.EndTime => Value(Few("2022-11-30 23:59", "2022-12-01 00:00", "2022-12-01T00:00")),
            ExportFields.MsPlayed or ExportFields.ShortMsPlayed => Value(random.Next(2).ToString(
                CultureInfo.InvariantCulture)),
            ExportFields.TrackUri => Few("spotify:track:T", "spotify:track:U", "spotify:track:", "spotify:local:x", ""),
            ExportFields.EpisodeUri or ExportFields.ChapterUri => OneIn(4) ? Few("spotify:episode:T", "U") : "null",
            ExportFields.Skipped => Value("false"),
            _ => OneIn(6) ? Value(Text()) : Few("A", "B"),
        }))]);
        return record.Replace('\n', ' ').Replace('\r', ' ');
    }

    /// <summary>The page with a few bytes changed, moved or lost, or cut short.</summary>
    public static byte[] Damaged(byte[] page, Random random)
    {
        var bytes = page.ToList();
        for (var damages = random.Next(1, 4); damages > 0 && bytes.Count > 0; damages--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 20), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.Insert(at, Telling[random.Next(Telling.Length)]);
                    break;
                case 4:
                    bytes[at] = (byte)random.Next(256);
                    break;
                default:
                    bytes[at] = Telling[random.Next(Telling.Length)];
                    break;
            }
        }

        return [.. bytes];
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

    private string Play() => OneIn(12) ? Other() : Object(
        ("track", OneIn(5) ? Value(Track()) : Object(
            ("id", Few("T", "U", "")),
            ("name", Few("A", "B")),
            ("artists", Array([Object(("id", Few("a")), ("name", Few("A", "B")))])),
            ("album", """{"id":"b","name":"Album"}"""),
            ("external_ids", """{"isrc":"I"}"""),
            ("duration_ms", Value("180000")))),
        ("played_at", Value(Time())),
        ("context", Value(Object(("type", Value(Few("album", "playlist"))), ("uri", Value(Text()))))));

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

    private string Time() => Few(
        $"2022-11-30T23:59:5{random.Next(5, 10)}Z",
        $"2022-12-01T00:00:0{random.Next(5)}Z",
        $"2022-12-01T00:00:0{random.Next(5)}.{random.Next(4) * 250}Z",
        OneIn(9) ? "2022-12-01T00:00:00.12345678Z" : "2022-11-30T23:59:59.999Z");

    private string Few(params string[] texts) => $"\"{texts[random.Next(texts.Length)]}\"";

    private char Letter() => (char)('A' + random.Next(26));

    private bool OneIn(int times) => random.Next(times) == 0;
}
