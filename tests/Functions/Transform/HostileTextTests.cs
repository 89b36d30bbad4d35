using System.Buffers;
using Functions.Json;

namespace Tests.Functions.Transform;

public sealed class HostileTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "a,b")]
    [InlineData("say \"hi\"", "say \"hi\"")]
    [InlineData("\"", "\"")]
    [InlineData("\"\"quoted\"\"", "\"\"quoted\"\"")]
    [InlineData("AC\\DC", "AC\\DC")]
    [InlineData("\\", "\\")]
    [InlineData("\\\\\"", "\\\\\"")]
    [InlineData("ends with \\\"", "ends with \\\"")]
    [InlineData(" spaces around ", " spaces around ")]
    [InlineData("\ttab\t", "\ttab\t")]
    [InlineData("two\r\nlines", "two lines")]
    [InlineData("a\rb\nc\n\nd", "a b c  d")]
    [InlineData("a\u0085b\u2028c\u2029d\ve\ff", "a b c d e f")]
    [InlineData("a\0b", "ab")]
    [InlineData("=1+1", "=1+1")]
    [InlineData("'", "'")]
    [InlineData("#no comment", "#no comment")]
    [InlineData("שלום عالم", "שלום عالم")]
    [InlineData("\u202Eevil", "\u202Eevil")]
    [InlineData("日本語 🎵 e\u0301 \u200B", "日本語 🎵 e\u0301 \u200B")]
    public async Task A_name_comes_back_from_Athena_as_it_was(string name, string expected)
    {
        var json = JsonSerializer.Serialize(name);
        var tables = await TransformedSnapshot.OfAsync(
            $$"""
            {"track":{"id":"s","name":{{json}},"artists":[{"id":"a","name":{{json}}}],"external_ids":{"isrc":"X"} } }
            """);

        var song = Assert.Single(tables.Rows(Tables.Songs));
        Assert.Equal((expected, "X"), (song["name"], song["isrc"]));
        Assert.Equal(expected, Assert.Single(tables.Rows(Tables.Artists))["name"]);
        Assert.Equal(expected, Assert.Single(tables.Rows(Tables.PlaylistEntries))["name"]);
    }

    [Theory]
    [InlineData(@"a\ud83d", "a\uFFFD")]
    [InlineData(@"\ude00b", "\uFFFDb")]
    [InlineData(@"\ude00\ud83d", "\uFFFD\uFFFD")]
    [InlineData(@"\ud83d\ud83d\ude00", "\uFFFD😀")]
    [InlineData(@"\ud83dx\ude00", "\uFFFDx\uFFFD")]
    [InlineData(@"\uD83D\uDE00 \u00e9\/\t\\ ü", "😀 é/\t\\ ü")]
    public async Task A_lone_surrogate_becomes_the_replacement_character(string escaped, string expected)
    {
        var tables = await TransformedSnapshot.OfAsync(
            $$"""{"track":{"id":"s","\ud83d":1,"{{escaped}}":{"\ud83d":0},"name":"{{escaped}}"} }""");

        Assert.Equal(expected, Assert.Single(tables.Rows(Tables.Songs))["name"]);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_become_the_replacement_character()
    {
        byte[] page =
        [
            .. """{"items":[{"track":{"id":"s","name":"a"""u8, 0xFF, 0xC3,
            .. "\",\""u8, 0xFF, .. "\":1}}]}"u8,
        ];
        var tables = new TransformedSnapshot();
        tables.Store([page]);
        await tables.RunAsync();

        Assert.Equal("a\uFFFD\uFFFD", Assert.Single(tables.Rows(Tables.Songs))["name"]);
    }

    /// <summary>The texts are so long that a decoder whose time grows with the square of the length would not
    /// finish.</summary>
    [Theory]
    [InlineData("ü日🎵", 300_000, 1, "")]
    [InlineData("ü日🎵", 1, 250_000, "")]
    [InlineData("ü日🎵", 1000, 300, "")]
    [InlineData("a", 3_000_000, 1, "")]
    [InlineData("ü日🎵", 250_000, 1, "ü日🎵")]
    public async Task A_long_name_with_bytes_that_are_not_UTF_8_keeps_all_others(
        string valid, int repeated, int bad, string end)
    {
        var run = string.Concat(Enumerable.Repeat(valid, repeated));
        byte[] runAndBad = [.. Encoding.UTF8.GetBytes(run), 0xFF];
        byte[] page =
        [
            .. """{"items":[{"track":{"id":"s","name":"x"""u8,
            .. Enumerable.Repeat(runAndBad, bad).SelectMany(bytes => bytes),
            .. Encoding.UTF8.GetBytes(end),
            .. "\"}}]}"u8,
        ];
        var tables = new TransformedSnapshot();
        tables.Store([page]);
        await tables.RunAsync();

        var name = Assert.Single(tables.Rows(Tables.Songs))["name"];
        Assert.True("x" + string.Concat(Enumerable.Repeat(run + "\uFFFD", bad)) + end == name);
    }

    [Theory]
    [InlineData(new byte[] { 0xE6, 0x97 }, "\uFFFD")]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x8E }, "\uFFFD")]
    [InlineData(new byte[] { 0xED, 0xA0, 0xBD }, "\uFFFD\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0xC0, 0x80 }, "\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0x80 }, "\uFFFD")]
    public void Invalid_UTF_8_is_replaced_in_the_same_way_at_every_position(byte[] bad, string expected)
    {
        for (var before = 1018; before <= 1030; before++)
        {
            var text = new ArrayBufferWriter<byte>();
            JsonText.Decode([.. Encoding.UTF8.GetBytes(new string('é', before)), .. bad, .. "🎵"u8], text);

            Assert.Equal(new string('é', before) + expected + "🎵", Encoding.UTF8.GetString(text.WrittenSpan));
        }
    }

    [Fact]
    public async Task A_property_name_with_escapes_is_recognised()
    {
        var tables = await TransformedSnapshot.OfAsync("""{"tr\u0061ck":{"i\u0064":"s","n\u0061m\u0065":"n"}}""");

        Assert.Equal("n", Assert.Single(tables.Rows(Tables.Songs))["name"]);
    }

    [Fact]
    public async Task Deeply_nested_values_that_no_table_needs_are_skipped()
    {
        var deep = new string('[', 300) + new string(']', 300);
        var tables = await TransformedSnapshot.OfAsync($$"""{"x":{{deep}},"track":{"y":{{deep}},"id":"s"} }""");

        Assert.Equal("s", Assert.Single(tables.Rows(Tables.Songs))["song_id"]);
    }

    [Fact]
    public async Task The_files_are_UTF_8_without_a_mark_and_with_line_feeds()
    {
        var tables = await TransformedSnapshot.OfAsync("""{"track":{"id":"s","name":"ü\r\n"}}""");

        Assert.All(Tables.All, table =>
        {
            var bytes = tables.Bytes(table);
            Assert.False(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
            Assert.DoesNotContain((byte)'\r', bytes);
            Assert.Equal((byte)'\n', bytes[^1]);
        });
    }
}
