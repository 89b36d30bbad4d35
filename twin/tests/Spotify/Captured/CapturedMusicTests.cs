using Twin.Spotify.Captured;

namespace Twin.Tests.Spotify.Captured;

public sealed class CapturedMusicTests : FolderTest
{
    private const string Track = """{"type":"track","album":{},"artists":[]}""";
    private const string Like = """{"added_at":"2026-01-01T00:00:00Z","track":{}}""";

    [Theory]
    [InlineData("""{"href":"https://api.spotify.com/v1/me/top/tracks?limit=48","items":[TRACK]}""", "medium_term")]
    [InlineData("""{"href":"x/me/top/tracks?offset=0&time_range=short_term&limit=1","items":[TRACK]}""", "short_term")]
    [InlineData("""{"href":"x/me/top/tracks?time_range=long_term","items":[TRACK]}""", "long_term")]
    [InlineData("""{"items":[TRACK],"total":2742}""", "medium_term")]
    [InlineData("[TRACK]", "medium_term")]
    [InlineData("""[{"album":{},"artists":[]}]""", "medium_term")]
    public void Tracks_themselves_are_a_chart_and_are_kept_byte_for_byte(string json, string range)
    {
        var music = Read(json.Replace("TRACK", Track, StringComparison.Ordinal));

        var (key, tracks) = Assert.Single(music.Own.TopTracks);
        Assert.Equal((range, false, 0), (key, music.HasSavedTracks, music.Playlists.Count));
        Assert.Contains(Encoding.UTF8.GetString(Assert.Single(tracks).Span), json + Track, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[LIKE]", 1)]
    [InlineData("", 0)]
    public void A_page_is_of_likes_by_its_address_only(string items, int count)
    {
        items = items.Length == 0 ? "[]" : items.Replace("LIKE", Like, StringComparison.Ordinal);
        var likes = Read($$"""{"href":"https://api.spotify.com/v1/me/tracks?offset=0&limit=48","items":{{items}} }""");
        var playlist = Read($$"""{"items":{{items}} }""");

        Assert.Equal((true, count), (likes.HasSavedTracks, likes.Own.SavedTracks.Count));
        Assert.Empty(likes.Playlists);
        Assert.Equal((false, 1), (playlist.HasSavedTracks, playlist.Playlists.Count));
    }

    [Theory]
    [InlineData("""{"href":"x/me/top/tracks","items":[TRACK,LIKE]}""", "entry 1 is an object without album")]
    [InlineData("""[TRACK,null]""", "entry 1 is null")]
    [InlineData("""{"href":"x/me/tracks","items":[TRACK]}""", "entry 0 is an object of type 'track'")]
    [InlineData("""{"href":"x/me/tracks"}""", "is a page without items")]
    [InlineData("""{"href":"x/me/top/artists","items":[{"type":"artist"}]}""", "entry 0 is an object of type 'artist'")]
    [InlineData("""{"href":"x/albums/1/tracks","items":[TRACK]}""", "entry 0 is an object of type 'track'")]
    [InlineData("""{"items":[{"track":TRACK,"played_at":"2026-02-25T20:15:20Z"}]}""", "entry 0 is a play")]
    [InlineData("""{"tracks":{"items":[TRACK]}}""", "entry 0 is an object of type 'track'")]
    [InlineData("""[{"type":"episode","album":{},"artists":[]}]""", "entry 0 is an object of type 'episode'")]
    public void Everything_else_is_refused_by_name(string json, string reason)
    {
        var refusal = Assert.Throws<CapturedPlaylistException>(() => Read(
            json.Replace("TRACK", Track, StringComparison.Ordinal).Replace("LIKE", Like, StringComparison.Ordinal)));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("a page of me/top/tracks, or a page of me/tracks.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[TRACK]", """{"items":[TRACK]}""", "the chart of tracks medium_term")]
    [InlineData(
        """{"href":"x/me/tracks","items":[]}""", """{"href":"y/me/tracks?offset=50","items":[]}""", "the liked songs")]
    public void Two_captures_of_one_own_list_are_refused(string one, string other, string list)
    {
        var first = Folder.Write("1.json", one.Replace("TRACK", Track, StringComparison.Ordinal));
        var second = Folder.Write("2.json", other.Replace("TRACK", Track, StringComparison.Ordinal));

        Assert.Equal(
            $"{second} is {list}, and so is {first}. Give one of the two.",
            Assert.Throws<CapturedPlaylistException>(() => CapturedMusic.ReadAll([first, second])).Message);
    }

    private CapturedMusic Read(string json) => CapturedMusic.ReadAll([Folder.Write("page.json", json)]);
}
