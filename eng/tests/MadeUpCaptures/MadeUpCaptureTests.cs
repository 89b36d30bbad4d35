using MadeUpCaptures;

namespace Eng.Tests.MadeUpCaptures;

/// <summary>The tool that makes captures up, with each capture: originals, and made-up ones once more.</summary>
public sealed partial class MadeUpCaptureTests
{
    private static readonly HashSet<string> KeptTexts =
    [
        "added_at", "album_type", "available_markets", "language", "languages", "media_type", "message",
        "primary_color", "release_date", "release_date_precision", "type",
    ];

    private static readonly HashSet<string> KeptNumbers =
        ["height", "limit", "offset", "position", "status", "total", "type_assumed", "width"];

    [Theory]
    [MemberData(nameof(Captures.Cases), MemberType = typeof(Captures))]
    public void A_capture_always_gives_the_same_bytes(string name)
    {
        var made = Made(name).ToList();

        Assert.Equal(made, Made(name));
        if (Captures.IsOriginal(name))
        {
            var checkedIn = Captures.MadeUpOf(name);
            Assert.Equal(made, [Captures.Read(checkedIn), Captures.ReadExpected(checkedIn)]);
        }
    }

    [Theory]
    [MemberData(nameof(Captures.Cases), MemberType = typeof(Captures))]
    public void Structure_types_and_lengths_stay(string name)
    {
        var isWhole = Captures.Read(name).Length <= MadeUpCapture.Whole;
        foreach (var (real, made) in Both(name))
        {
            Assert.Equal(
                real.Values.Where(leaf => isWhole || !IsLeftOut(leaf, made)).Select(Shape),
                made.Values.Select(Shape));
        }
    }

    [Fact]
    public void Long_lists_of_markets_are_in_the_repository()
    {
        var markets = Captures.Names.Where(name => !Captures.IsOriginal(name))
            .SelectMany(name => JsonLeaf.AllOf(Captures.Read(name)).Values)
            .Count(leaf => leaf.Path.EndsWith(".available_markets[100]", StringComparison.Ordinal));

        Assert.True(markets > 100, $"{markets} lists");
    }

    [Fact]
    public void Only_the_lists_of_a_very_long_capture_are_shortened()
    {
        var longest = $$"""{"available_markets":["DE","FR","US"],"name":"{{new string('0', MadeUpCapture.Whole)}}"}""";
        var whole = longest.Replace("00", "0", StringComparison.Ordinal);

        Assert.StartsWith("""{"available_markets":["DE","FR"],""", Of(longest), StringComparison.Ordinal);
        Assert.StartsWith("""{"available_markets":["DE","FR","US"],""", Of(whole), StringComparison.Ordinal);

        static string Of(string json) => Encoding.UTF8.GetString(MadeUpCapture.From(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [MemberData(nameof(Captures.Cases), MemberType = typeof(Captures))]
    public void Dates_and_words_of_the_API_stay_and_all_else_is_replaced(string name)
    {
        foreach (var (real, made) in Both(name))
        {
            Assert.All(made.Values.Where(leaf => leaf.Key != "source"), leaf => Assert.True(
                IsKept(real[leaf.Path]) == (real[leaf.Path].Text == leaf.Text), real[leaf.Path] + " became " + leaf));
        }
    }

    [Theory]
    [MemberData(nameof(Captures.Cases), MemberType = typeof(Captures))]
    public void The_addresses_of_a_thing_hold_its_id(string name)
    {
        foreach (var (real, made) in Both(name))
        {
            foreach (var id in real.Values.Where(leaf => leaf is { Key: "id", Text.Length: > 0 }))
            {
                foreach (var address in (ReadOnlySpan<string>)["uri", "href", "external_urls.spotify"])
                {
                    var path = id.Path[..^"id".Length] + address;
                    if (real.TryGetValue(path, out var found) && found.Text.Contains(id.Text, StringComparison.Ordinal))
                    {
                        Assert.Contains(made[id.Path].Text, made[path].Text, StringComparison.Ordinal);
                    }
                }
            }
        }
    }

    [Fact]
    public void No_name_or_id_of_an_original_is_in_a_made_up_capture()
    {
        foreach (var captures in Captures.Names.GroupBy(Captures.IsOriginal))
        {
            var files = captures.SelectMany(Both).ToList();
            var originals = files.SelectMany(file => Telling(file.Real)).ToHashSet();
            var made = files.SelectMany(file => Telling(file.Made)).ToHashSet();

            Assert.True(originals.Count > 1000);
            Assert.Empty(originals.Intersect(made));
        }
    }

    [Theory]
    [InlineData("Name", @"^[A-Z][a-z][a-z][a-z]\z")]
    [InlineData("ÉtÉ", @"^[À-Þ][a-z][À-Þ]\z")]
    [InlineData("Ночь", @"^\p{IsCyrillic}{4}\z")]
    [InlineData("月光", @"^\p{IsCJKUnifiedIdeographs}{2}\z")]
    [InlineData("ひカ", @"^\p{IsHiragana}\p{IsKatakana}\z")]
    [InlineData("바람", @"^\p{IsHangulSyllables}{2}\z")]
    [InlineData("قمر", @"^\p{IsArabic}{3}\z")]
    [InlineData("A\\ \"0, \u200b🏽!", "^[B-Z]\\\\ \"0, \u200b🏽!\\z")]
    [InlineData("🌙", @"^\p{Cs}{2}\z")]
    [InlineData("0123456789abcdef01234567", "^0[0-9a-f]+\\z")]
    public void A_text_keeps_its_scripts_and_its_length(string text, string pattern)
    {
        var made = MadeUpText.From(text);

        Assert.Matches(pattern, made);
        Assert.NotEqual(text, made);
        Assert.Equal((text.Length, Encoding.UTF8.GetByteCount(text)), (made.Length, Encoding.UTF8.GetByteCount(made)));
    }

    private static IEnumerable<byte[]> Made(string name) =>
        [MadeUpCapture.From(Captures.Read(name)), MadeUpCapture.From(Captures.ReadExpected(name))];

    private static IEnumerable<(OrderedDictionary<string, JsonLeaf> Real, OrderedDictionary<string, JsonLeaf> Made)>
        Both(string name) =>
        new[] { Captures.Read(name), Captures.ReadExpected(name) }
            .Select(file => (JsonLeaf.AllOf(file), JsonLeaf.AllOf(MadeUpCapture.From(file))));

    /// <summary>Determines whether a leaf is of a list that is longer than the made-up one, after its end.</summary>
    private static bool IsLeftOut(JsonLeaf leaf, OrderedDictionary<string, JsonLeaf> made) =>
        ShortenedList().IsMatch(leaf.Path) && !made.ContainsKey(leaf.Path);

    private static (string, JsonValueKind, int, int) Shape(JsonLeaf leaf) => leaf.Key == "source"
        ? (leaf.Path, leaf.Kind, 0, 0)
        : (leaf.Path, leaf.Kind, leaf.Text.Length, Encoding.UTF8.GetByteCount(leaf.Text));

    private static bool IsKept(JsonLeaf leaf) => leaf.Kind switch
    {
        JsonValueKind.String => KeptTexts.Contains(leaf.Key) || Nobodys().IsMatch(leaf.Text),
        JsonValueKind.Number => leaf.Around == "counts" || leaf is { Text: "0" } or { Key: "popularity", Text: "100" }
            || (KeptNumbers.Contains(leaf.Key) && leaf.Around != "followers"),
        _ => true,
    };

    /// <summary>The values of a file that could tell whose it is, and the longer words in them.</summary>
    private static IEnumerable<string> Telling(OrderedDictionary<string, JsonLeaf> file) => file.Values
        .Where(leaf => leaf.Kind == JsonValueKind.String && leaf.Key != "source" && !IsKept(leaf))
        .SelectMany(leaf => LongWord().Matches(leaf.Text).Select(word => word.Value).Append(leaf.Text))
        .Where(text => text.Length > 4);

    // Spotify itself, nobody, and what has no letter.
    [GeneratedRegex(@"^(https?://[a-z./]+/(v1/)?users?/|spotify:user:)?([Ss]potify)?\z|^[\P{L}-[1-9]]*\z")]
    private static partial Regex Nobodys();

    [GeneratedRegex(@"\.(available_markets|images)\[([2-9]|\d\d+)\]")]
    private static partial Regex ShortenedList();

    [GeneratedRegex(@"(?!playlists?\b|(2C)?episodes?\b|additional_types\b)\b\w{8,}")]
    private static partial Regex LongWord();
}
