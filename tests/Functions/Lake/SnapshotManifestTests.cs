namespace Tests.Functions.Lake;

public class SnapshotManifestTests
{
    private static readonly SnapshotManifest Manifest = new(
        SnapshotManifest.CurrentSchema,
        new ManifestPlaylist("37i9dQZEVXbMDoHDwVN2tF", "Top 50", "spotify", "AAAA", 150),
        "2026-11-21T06:00:00Z",
        new DateOnly(2026, 11, 21),
        "items",
        "https://api.spotify.com/v1/",
        "1.0.0",
        [
            new ManifestPage("page-00000.json", 0, 100, 9000, new string('0', 64)),
            new ManifestPage("page-00001.json", 100, 50, 4000, new string('1', 64), "raw/else/"),
        ]);

    [Fact]
    public void A_written_manifest_is_read_back()
    {
        var read = SnapshotManifest.Parse(Manifest.ToUtf8());

        Assert.Equal(Manifest with { Pages = read.Pages }, read);
        Assert.Equal(Manifest.Pages, read.Pages);
    }

    [Fact]
    public void An_empty_playlist_has_one_page_without_items()
    {
        var empty = Manifest with
        {
            Playlist = Manifest.Playlist with { TrackCount = 0 },
            Pages = [Manifest.Pages[0] with { Items = 0 }],
        };

        Assert.Equal(0, Assert.Single(SnapshotManifest.Parse(empty.ToUtf8()).Pages).Items);
    }

    [Theory]
    [InlineData("2026-11-21T06:00:00.5Z")]
    [InlineData("2026-11-21T06:00:00+01:00")]
    [InlineData("2026-11-21T06:00:00")]
    [InlineData("2026-11-21T06:00Z")]
    [InlineData("2026-11-21T24:00:00Z")]
    [InlineData("2026-11-21 06:00:00Z")]
    [InlineData("2026-11-21T6:00:00Z")]
    [InlineData("2026-11-21t06:00:00z")]
    [InlineData(" 2026-11-21T06:00:00Z")]
    [InlineData("zzzz")]
    [InlineData("")]
    public void A_time_in_another_form_is_refused(string time) =>
        AssertRefused(Manifest with { ExtractedAt = time }, $"extracted_at is {time}");

    [Fact]
    public void A_time_of_another_day_is_refused() => AssertRefused(
        Manifest with { ExtractedAt = "2026-11-22T00:00:00Z" },
        "snapshot_date is 2026-11-21, but its extracted_at 2026-11-22T00:00:00Z");

    [Theory]
    [InlineData(0, "0")]
    [InlineData(99, "99")]
    [InlineData(101, "101")]
    [InlineData(-1, "-1")]
    public void An_offset_that_does_not_follow_from_the_items_before_it_is_refused(int offset, string named) =>
        AssertRefused(
            Manifest with { Pages = [Manifest.Pages[0], Manifest.Pages[1] with { Offset = offset }] },
            $"page-00001.json is at offset {named}, after 100 items");

    [Fact]
    public void Pages_in_another_order_than_the_playlists_are_refused() => AssertRefused(
        Manifest with { Pages = [Manifest.Pages[1], Manifest.Pages[0]] },
        "page-00001.json is at offset 100, after 0 items");

    [Theory]
    [InlineData(0)]
    [InlineData(149)]
    [InlineData(151)]
    [InlineData(-150)]
    public void Another_number_of_tracks_than_the_pages_list_is_refused(int tracks) => AssertRefused(
        Manifest with { Playlist = Manifest.Playlist with { TrackCount = tracks } },
        "but its pages list 150 items");

    [Fact]
    public void Negative_items_that_others_make_up_for_are_refused() => AssertRefused(
        Manifest with
        {
            Pages =
            [
                Manifest.Pages[0] with { Items = 151 },
                Manifest.Pages[1] with { Offset = 151, Items = -1 },
            ],
        },
        "page-00001.json has -1 items");

    [Fact]
    public void A_negative_length_is_refused() => AssertRefused(
        Manifest with { Pages = [Manifest.Pages[0] with { Bytes = -1 }, Manifest.Pages[1]] },
        "page-00000.json has 100 items in -1 bytes");

    [Fact]
    public void A_page_that_is_null_is_refused() =>
        AssertRefused(Manifest with { Pages = [Manifest.Pages[0], null!] }, "page 1 is null");

    [Theory]
    [InlineData("""{"schema_version":2,"playlist_id":"37i9dQZEVXbMDoHDwVN2tF"}""")]
    [InlineData("""{"objects":[{"key":"a"}],"schema_version":2}""")]
    public void A_later_form_is_refused_as_such_whatever_else_it_holds(string manifest) =>
        AssertRefused(Encoding.UTF8.GetBytes(manifest), "schema_version is 2, and this code reads 1");

    private static void AssertRefused(SnapshotManifest manifest, string reason) =>
        AssertRefused(manifest.ToUtf8(), reason);

    private static void AssertRefused(byte[] manifest, string reason) => Assert.Contains(
        reason,
        Assert.Throws<JsonException>(() => SnapshotManifest.Parse(manifest)).Message,
        StringComparison.Ordinal);
}
