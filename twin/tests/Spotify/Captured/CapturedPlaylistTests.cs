using Twin.Spotify.Captured;
using Twin.Spotify.Playlists;

namespace Twin.Tests.Spotify.Captured;

public sealed class CapturedPlaylistTests : IDisposable
{
    private const string Entry = """{"added_at":null,"track":{"type":"track","name":"half \ud83d"}}""";

    /// <summary>The captures that are no playlist, and what they are called instead.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Refused = new Dictionary<string, string>
    {
        ["error-401-expired"] = "an error body: 401 The access token expired",
        ["error-403-notowner"] = "an error body: 403 You cannot add tracks to a playlist you don't own.",
        ["error-404-playlist"] = "an error body: 404 Resource not found",
        ["list-of-playlists"] = "an array of whole playlists (1)",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("captured-playlists-");

    internal static IEnumerable<string> Names =>
        Captures.Names.Where(name => !Refused.ContainsKey(Captures.MadeUpOf(name)));

    internal static IEnumerable<SandboxPlaylist> All() => Names.Select(Read);

    internal static SandboxPlaylist Read(string name) => CapturedPlaylist.Read(Captures.PathOf(name));

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Captures.Cases), MemberType = typeof(Captures))]
    public void Every_capture_is_read_or_refused_by_name(string name)
    {
        var path = Captures.PathOf(name);
        if (Refused.TryGetValue(Captures.MadeUpOf(name), out var reason))
        {
            var refusal = Assert.Throws<CapturedPlaylistException>(() => CapturedPlaylist.Read(path));
            Assert.StartsWith($"{path} is {reason}", refusal.Message, StringComparison.Ordinal);
        }
        else
        {
            using var expected = JsonDocument.Parse(Captures.ReadExpected(name));
            Assert.Equal(
                expected.RootElement.GetProperty("counts").GetProperty("playlist_entries").GetInt32(),
                CapturedPlaylist.Read(path).Entries.Count);
        }
    }

    [Fact]
    public void A_whole_playlist_says_what_it_is()
    {
        foreach (var name in Captures.Both("2026-playlist-itemkey"))
        {
            var playlist = Read(name);

            Assert.Equal(
                [
                    "4Xz3KZVJy5PH9xM06kJ8iM", "Ba boyx", "5441198534", "Wuugw Poxtakyoyhob",
                    "EIEOOlOjtW78hrG4F22C3VNNdFjqp77d",
                ],
                new[]
                {
                    playlist.Id, playlist.Name, playlist.OwnerId, playlist.OwnerDisplayName!, playlist.SnapshotId,
                }.Select(text => Captures.MadeUp(name, text)));
        }
    }

    [Fact]
    public void A_page_has_its_playlists_id_from_its_address()
    {
        foreach (var name in Captures.Both("lastpage-957"))
        {
            var playlist = Read(name);

            Assert.Equal("1GM67x3a1DmEGhwNohyYVj", Captures.MadeUp(name, playlist.Id));
            Assert.Equal(Path.GetFileNameWithoutExtension(Captures.PathOf(name)), playlist.Name);
            Assert.Equal("sandbox", playlist.OwnerId);
            Assert.Equal(32, playlist.SnapshotId.Length);
        }
    }

    [Fact]
    public void Two_captures_of_one_playlist_are_refused()
    {
        foreach (var (first, second) in Captures.Both("102-p1").Zip(Captures.Both("102-p2")))
        {
            var refusal = Assert.Throws<CapturedPlaylistException>(
                () => CapturedMusic.ReadAll([Captures.PathOf(first), Captures.PathOf(second)]));

            Assert.Contains(Read(first).Id, refusal.Message, StringComparison.Ordinal);
            Assert.Equal("44NAEWAcIKSpX87I046HB8", Captures.MadeUp(first, Read(first).Id));
            Assert.Contains(Captures.PathOf(first), refusal.Message, StringComparison.Ordinal);
            Assert.Contains(Captures.PathOf(second), refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"items":[ENTRY]}""")]
    [InlineData("""{"items":[ENTRY],"offset":100,"total":101}""")]
    [InlineData("""{"name":"N","items":{"items":[ENTRY]},"tracks":{"items":[]}}""")]
    [InlineData("""{"name":"N","items":{"href":"x"},"tracks":{"items":[ENTRY]}}""")]
    [InlineData("""{"tracks":[ENTRY]}""")]
    [InlineData("""[ENTRY]""")]
    [InlineData("\ufeff [ENTRY]\n")]
    public void Each_of_the_shapes_is_read_and_its_entries_are_kept_byte_for_byte(string shape)
    {
        var playlist = CapturedPlaylist.Read(Write(shape.Replace("ENTRY", Entry, StringComparison.Ordinal)));

        Assert.Equal(Entry, Encoding.UTF8.GetString(Assert.Single(playlist.Entries).Span));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"items":[]}""")]
    public void No_entries_are_an_empty_playlist(string json) =>
        Assert.Empty(CapturedPlaylist.Read(Write(json)).Entries);

    [Theory]
    [InlineData("""{"added_at":"2024-05-10T22:00:00Z"}""")]
    [InlineData("""{"is_local":false}""")]
    [InlineData("""{"track":null}""")]
    [InlineData("""{"item":{},"track":true}""")]
    public void An_entry_is_known_by_its_keys(string entry) =>
        Assert.Single(CapturedPlaylist.Read(Write($"[{entry}]")).Entries);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \r\n", "is empty")]
    [InlineData("{\n  \"items\": [\n    oops", "is broken JSON at line 3, byte 5")]
    [InlineData("""{"items":[]""", "is broken JSON at line 1, byte")]
    [InlineData("17", "is not a playlist but a number")]
    [InlineData("null", "is not a playlist but null")]
    [InlineData("""{"a":1,"b":2}""", "is not a playlist but an object with the keys [a, b]")]
    [InlineData("""{"type":"album","tracks":{"href":"x"}}""", "is not a playlist but an object of type 'album'")]
    [InlineData("""{"type":"playlist","name":"N"}""", "is a playlist without its entries")]
    [InlineData("""{"type":"playlist","tracks":{"href":"x","total":3}}""", "is a playlist without its entries")]
    [InlineData(
        """{"error":{"status":429,"message":"Too many requests"}}""",
        "is an error body: 429 Too many requests")]
    [InlineData(
        """{"error":"invalid_grant","error_description":"revoked"}""",
        "is an error body: invalid_grant revoked")]
    [InlineData("""[{"tracks":{"items":[]}},{"tracks":{"items":[]}}]""", "is an array of whole playlists (2)")]
    [InlineData("""{"items":[{"name":"N","tracks":{"href":"x"}}]}""", "is an array of whole playlists (1)")]
    [InlineData("""[{"track":null},{"items":{}}]""", "entry 1 is a whole playlist")]
    [InlineData("""[{"track":null},"x"]""", "entry 1 is a string")]
    [InlineData("""[{"track":null},{"name":"x"}]""", "entry 1 is an object without track, item, added_at or is_local")]
    [InlineData("""{"tracks":{"items":[{"type":"track","is_local":false}]}}""", "entry 0 is an object of type 'track'")]
    [InlineData("""[{"track":"spotify:track:1"}]""", "entry 0 is an object whose track is a string")]
    public void Everything_else_is_refused_with_what_it_is_and_what_to_do(string json, string reason)
    {
        var path = Write(json);

        var refusal = Assert.Throws<CapturedPlaylistException>(() => CapturedPlaylist.Read(path));

        Assert.StartsWith(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Matches("(Give|Capture) .*\\.$", refusal.Message);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_refused()
    {
        var missing = Path.Combine(_folder.FullName, "missing.json");

        Assert.Equal(
            $"{missing}: there is no such file. Check the path.",
            Assert.Throws<CapturedPlaylistException>(() => CapturedPlaylist.Read(missing)).Message);
        Assert.StartsWith(
            $"{_folder.FullName} is a folder.",
            Assert.Throws<CapturedPlaylistException>(() => CapturedPlaylist.Read(_folder.FullName)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_the_JSON_lacks_follow_from_the_files_name_and_content()
    {
        var first = CapturedPlaylist.Read(Write($"[{Entry}]", "first.json"));
        var again = CapturedPlaylist.Read(Write($"[{Entry}]", "first.json"));
        var other = CapturedPlaylist.Read(Write($"[{Entry}]", "other.json"));
        var changed = CapturedPlaylist.Read(Write($"[{Entry},{Entry}]", "first.json"));

        Assert.Matches("^[0-9A-Za-z]{22}$", first.Id);
        Assert.Equal("first", first.Name);
        Assert.Equal((first.Id, first.SnapshotId), (again.Id, again.SnapshotId));
        Assert.NotEqual(first.Id, other.Id);
        Assert.NotEqual(first.SnapshotId, changed.SnapshotId);
    }

    private string Write(string json, string name = "capture.json")
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, json);
        return path;
    }
}
