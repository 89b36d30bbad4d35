using Twin.Spotify.Api;
using Twin.Spotify.Json;

namespace Twin.Tests.Spotify.Json;

public sealed class JsonRewriterTests
{
    private static readonly EraShape Legacy = EraShape.From(Era.Legacy);
    private static readonly EraShape Current = EraShape.From(Era.Development2026);

    [Theory]
    [InlineData("""{ "track" : { "name":"a" } }""", """{ "item" : { "name":"a" } }""")]
    [InlineData("""{"track":{"popularity":1,"name":"a"}}""", """{"item":{"name":"a"}}""")]
    [InlineData("""{"track":{"name":"a","popularity":1}}""", """{"item":{"name":"a"}}""")]
    [InlineData("""{"track":{"popularity":1}}""", """{"item":{}}""")]
    [InlineData("""{"track":{"popularity":1,"linked_from":{"a":[1,{}]},"name":"a"}}""", """{"item":{"name":"a"}}""")]
    [InlineData("""{"track":{"a":1, "popularity":1, "b":2}}""", """{"item":{"a":1, "b":2}}""")]
    [InlineData(
        """{"track":{"album":{"popularity":3,"album_group":"x","label":"l","available_markets":["DE"]}}}""",
        """{"item":{"album":{}}}""")]
    [InlineData(
        """{"track":{"artists":[{"id":"1","popularity":3},{"followers":{},"id":"2"}]}}""",
        """{"item":{"artists":[{"id":"1"},{"id":"2"}]}}""")]
    [InlineData("""{"track":{"album":{"artists":[{"popularity":3}]}}}""", """{"item":{"album":{"artists":[{}]}}}""")]
    [InlineData(
        """{"track":{"external_ids":{"popularity":1},"label":"kept"}}""",
        """{"item":{"external_ids":{"popularity":1},"label":"kept"}}""")]
    [InlineData(
        """{"track":{"n":1.50e+2,"s":"\ud83d \u00e9 é \/","x":[ 1 , 2 ]}}""",
        """{"item":{"n":1.50e+2,"s":"\ud83d \u00e9 é \/","x":[ 1 , 2 ]}}""")]
    [InlineData("""{"track":null,"popularity":1}""", """{"item":null,"popularity":1}""")]
    [InlineData("""{"added_at":null}""", """{"added_at":null}""")]
    public void Development_mode_renames_track_to_item_and_removes_fields(string entry, string expected) =>
        Assert.Equal(expected, Under(Current, entry));

    [Theory]
    [InlineData("""{"item":{"popularity":1}}""", """{"track":{"popularity":1}}""")]
    [InlineData(
        """{ "track" :{"popularity":1,"linked_from":{}} }""",
        """{ "track" :{"popularity":1,"linked_from":{}} }""")]
    public void The_legacy_shape_has_track_with_all_its_fields(string entry, string expected) =>
        Assert.Equal(expected, Under(Legacy, entry));

    [Theory]
    [InlineData("""{"track":{"id":"t"},"item":{"id":"i"}}""", """{"track":{"id":"i"}}""")]
    [InlineData("""{"item":{"id":"i"},"track":{"id":"t"},"x":1}""", """{"track":{"id":"i"},"x":1}""")]
    [InlineData("""{"item":null,"track":{"id":"t"}}""", """{"track":{"id":"t"}}""")]
    [InlineData("""{"track":true,"item":{"id":"i"}}""", """{"track":{"id":"i"}}""")]
    [InlineData("""{"track":null,"item":null}""", """{"track":null}""")]
    public void Of_the_keys_track_and_item_the_one_with_an_object_stays(string entry, string expected) =>
        Assert.Equal(expected, Under(Legacy, entry));

    [Theory]
    [InlineData("total", """{"total":2}""")]
    [InlineData("next,total", """{"next":null,"total":2}""")]
    [InlineData("items(at)", """{"items":[{"at":"a"},{"at":"b"}]}""")]
    [InlineData(
        "items(item(name,album(id)),at),total",
        """{"items":[{"at":"a","item":{"name":"n","album":{"id":"x"}}},{"at":"b","item":null}],"total":2}""")]
    [InlineData("items.item.name", """{"items":[{"item":{"name":"n"}},{"item":null}]}""")]
    [InlineData(
        "items.item.album.id,items.at",
        """{"items":[{"at":"a","item":{"album":{"id":"x"}}},{"at":"b","item":null}]}""")]
    [InlineData("items(item(!album))", """{"items":[{"item":{"name":"n","id":"i"}},{"item":null}]}""")]
    [InlineData("items.item(!album,!id)", """{"items":[{"item":{"name":"n"}},{"item":null}]}""")]
    [InlineData("!items", """{"next":null,"total":2}""")]
    [InlineData("nothing", "{}")]
    public void Fields_selects_parts_of_an_answer(string fields, string expected)
    {
        var page = """
            {"items":[{"at":"a","item":{"name":"n","id":"i","album":{"id":"x","type":"album"}}},
            {"at":"b","item":null}],"next":null,"total":2}
            """.ReplaceLineEndings(string.Empty);

        Assert.Equal(expected, Text(JsonRewriter.Apply(Encoding.UTF8.GetBytes(page), FieldFilter.Parse(fields))));
    }

    [Theory]
    [InlineData("items(")]
    [InlineData("items(a")]
    [InlineData("items)")]
    [InlineData("a,,b")]
    [InlineData("a,")]
    [InlineData("a b")]
    [InlineData("a.")]
    [InlineData("!")]
    public void Invalid_fields_are_refused(string fields) =>
        Assert.Throws<FormatException>(() => FieldFilter.Parse(fields));

    private static string Under(EraShape shape, string entry)
    {
        var bytes = Encoding.UTF8.GetBytes(entry);
        return Text(JsonRewriter.Apply(bytes, EraRule.For(shape, bytes)));
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
