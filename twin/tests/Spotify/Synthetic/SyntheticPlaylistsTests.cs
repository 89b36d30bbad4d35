using Twin.Spotify.Playlists;
using Twin.Spotify.Synthetic;
using Twin.Tests.Spotify.Captured;

namespace Twin.Tests.Spotify.Synthetic;

public sealed class SyntheticPlaylistsTests
{
    private static readonly Lazy<List<string>> Long = new(() =>
        [.. new SyntheticPlaylists(new SyntheticOptions { Playlists = 1, Tracks = 1_500 }).Day(0)[0].Entries
            .Select(entry => Encoding.UTF8.GetString(entry.Span))]);

    private static readonly Lazy<List<string>> Quirks = new(() =>
        [.. new SyntheticPlaylists(new SyntheticOptions { Playlists = 9, Tracks = 600 }).Day(0)
            .SelectMany(playlist => playlist.Entries)
            .Select(entry => Encoding.UTF8.GetString(entry.Span))]);

    /// <summary>The shapes that are known from Spotify, but are in no capture.</summary>
    private static readonly string[] InNoCapture =
    [
        ".added_at:Null", ".track.duration_ms:Object", ".track.duration_ms.totalMilliseconds:Number",
    ];

    [Fact]
    public void The_same_seed_gives_the_same_bytes_in_any_order_of_requests()
    {
        var options = new SyntheticOptions { Seed = 42, Playlists = 4, Tracks = 40 };
        var first = new SyntheticPlaylists(options);
        var second = new SyntheticPlaylists(options);
        first.Day(0);
        first.Day(9);

        Assert.Equal(Bytes(first.Day(3)), Bytes(second.Day(3)));
        Assert.NotEqual(Bytes(first.Day(3)), Bytes(new SyntheticPlaylists(options with { Seed = 43 }).Day(3)));
    }

    [Fact]
    public void Each_playlist_has_an_id_of_its_own_a_name_and_all_its_entries()
    {
        var playlists = new SyntheticPlaylists(new SyntheticOptions { Playlists = 20, Tracks = 12 }).Day(0);

        Assert.Equal(20, playlists.Count);
        Assert.Equal(20, playlists.Select(playlist => playlist.Id).Distinct().Count());
        Assert.All(playlists, playlist =>
        {
            Assert.Matches("^[0-7][0-9A-Za-z]{21}$", playlist.Id);
            Assert.NotEmpty(playlist.Name);
            Assert.Equal(12, playlist.Entries.Count);
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(10_000)]
    public void A_playlist_may_be_short_or_long(int tracks)
    {
        var playlist = new SyntheticPlaylists(new SyntheticOptions { Playlists = 1, Tracks = tracks }).Day(0).Single();

        Assert.Equal(tracks, playlist.Entries.Count);
    }

    [Fact]
    public void No_playlists_at_all_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new SyntheticPlaylists(new SyntheticOptions { Playlists = 0 }));

    [Fact]
    public void From_day_to_day_songs_move_come_in_and_drop_out_and_most_stay()
    {
        var chart = new SyntheticPlaylists(new SyntheticOptions { Playlists = 1, Tracks = 50 });
        var (moves, entries, dropOuts) = (0, 0, 0);
        var yesterday = chart.Day(0)[0];
        for (var day = 1; day <= 14; day++)
        {
            var today = chart.Day(day)[0];
            var (before, after) = (Ids(yesterday), Ids(today));
            var stayed = after.Intersect(before).ToList();
            Assert.InRange(stayed.Count, 35, 50);
            moves += stayed.Count(id => before.IndexOf(id) != after.IndexOf(id));
            entries += after.Except(before).Count();
            dropOuts += before.Except(after).Count();
            Assert.NotEqual(yesterday.SnapshotId, today.SnapshotId);
            Assert.Equal(yesterday.Id, today.Id);
            yesterday = today;
        }

        Assert.InRange(entries, 7, 140);
        Assert.InRange(dropOuts, 7, 140);
        Assert.True(moves > 140, $"Only {moves} moves in two weeks.");
    }

    [Fact]
    public void Every_fourth_playlist_changes_once_a_week_and_so_does_its_snapshot_id()
    {
        var playlists = new SyntheticPlaylists(new SyntheticOptions { Playlists = 4, Tracks = 20 });
        var monday = playlists.Day(0)[3];

        Assert.All(Enumerable.Range(1, 6), day => Assert.Equal(Bytes([monday]), Bytes([playlists.Day(day)[3]])));
        Assert.NotEqual(monday.SnapshotId, playlists.Day(7)[3].SnapshotId);
    }

    [Fact]
    public void Another_one_of_four_changes_every_second_day()
    {
        var playlists = new SyntheticPlaylists(new SyntheticOptions { Playlists = 2, Tracks = 20 });

        Assert.Equal(Bytes([playlists.Day(0)[1]]), Bytes([playlists.Day(1)[1]]));
        Assert.NotEqual(playlists.Day(1)[1].SnapshotId, playlists.Day(2)[1].SnapshotId);
    }

    [Fact]
    public void Playlists_may_differ_in_size()
    {
        var playlists = new SyntheticPlaylists(new SyntheticOptions
        {
            Playlists = 8,
            Sizes = [0, 1, 50, 51, 100, 101, 10_001],
        });

        Assert.Equal([0, 1, 50, 51, 100, 101, 10_001, 0], playlists.Day(0).Select(playlist => playlist.Entries.Count));
    }

    [Theory]
    [InlineData("\"added_at\":null")]
    [InlineData("\"added_at\":\"1970-01-01T00:00:00Z\"")]
    [InlineData("\"duration_ms\":{\"totalMilliseconds\":")]
    [InlineData(".0,\"external_ids\"")]
    [InlineData("\"release_date\":\"0000\"")]
    [InlineData("\"release_date\":null,\"release_date_precision\":null,\"uri\":\"spotify:album:")]
    [InlineData("\"name\":\"\",\"release_date\"")]
    [InlineData("\"track\":true,\"type\":\"episode\"")]
    [InlineData("\"track\":false,\"type\":\"episode\"")]
    [InlineData("\"track\":null")]
    [InlineData("\"uri\":\"spotify:local:")]
    public void Long_playlists_have_every_known_shape(string part) =>
        Assert.Contains(Quirks.Value, entry => entry.Contains(part, StringComparison.Ordinal));

    [Fact]
    public void A_playlist_has_every_kind_of_entry()
    {
        var entries = Parsed(new SyntheticPlaylists(new SyntheticOptions { Playlists = 1 }).Day(0)[0]);

        Assert.Equal(2, entries.Count(entry => KindOf(entry) == "local"));
        Assert.Equal(1, entries.Count(entry => KindOf(entry) == "episode"));
        Assert.Equal(1, entries.Count(entry => KindOf(entry) == "missing"));
        var ids = Ids(entries);
        Assert.Equal(46, ids.Count);
        Assert.Equal(45, ids.Distinct().Count());
    }

    [Fact]
    public void Release_dates_match_their_precision()
    {
        var entries = Parsed(new SyntheticPlaylists(new SyntheticOptions { Playlists = 1, Tracks = 600 }).Day(0)[0]);

        var dates = entries.Where(entry => KindOf(entry) == "track")
            .Select(entry => entry.GetProperty("track").GetProperty("album"))
            .Where(album => album.GetProperty("release_date").ValueKind == JsonValueKind.String)
            .Select(album => (
                Precision: album.GetProperty("release_date_precision").GetString(),
                Date: album.GetProperty("release_date").GetString()!))
            .ToList();

        Assert.All(dates, date => Assert.Matches(
            date.Precision switch
            {
                "day" => "^\\d{4}-\\d{2}-\\d{2}$",
                "month" => "^\\d{4}-\\d{2}$",
                _ => "^\\d{4}$",
            },
            date.Date));
        Assert.Equal(
            ["day", "month", "year"],
            dates.Select(date => date.Precision).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(dates, date => date.Date == "0000");
    }

    [Fact]
    public void Songs_are_of_many_years_and_each_playlist_has_a_share_of_old_ones_that_drifts()
    {
        var playlists = new SyntheticPlaylists(new SyntheticOptions { Playlists = 2, Tracks = 120 });

        var medians = Enumerable.Range(0, 7)
            .Select(day => playlists.Day(day).Select(playlist => MedianYear(Parsed(playlist))).ToList())
            .ToList();

        Assert.All(medians.SelectMany(day => day), year => Assert.InRange(year, 1980, 2025));
        Assert.All([0, 1], number => Assert.NotEqual(medians[0][number], medians[6][number]));
        Assert.Contains(medians, day => day[0] != day[1]);

        static int MedianYear(IEnumerable<JsonElement> entries)
        {
            var years = entries.Where(entry => KindOf(entry) == "track")
                .Select(entry => entry.GetProperty("track").GetProperty("album"))
                .Select(album => album.GetProperty("release_date").GetString())
                .OfType<string>()
                .Select(date => int.Parse(date[..4], CultureInfo.InvariantCulture))
                .Order()
                .ToList();
            return years[years.Count / 2];
        }
    }

    [Theory]
    [InlineData(",")]
    [InlineData("\\\"")]
    [InlineData("\\\\")]
    [InlineData("\\u000a")]
    [InlineData("\\ud83d")]
    [InlineData("🌙")]
    [InlineData("\u200b")]
    [InlineData("Ночь")]
    [InlineData("月光")]
    [InlineData("바람")]
    [InlineData("قمر")]
    public void Names_contain_characters_that_are_hard_to_store(string part) =>
        Assert.Contains(Long.Value, entry => entry.Contains(part, StringComparison.Ordinal));

    [Theory]
    [InlineData("track", "100-of-133")]
    [InlineData("local", "local-tracks")]
    [InlineData("episode", "track-and-episode")]
    [InlineData("missing", "null-track")]
    public void Entries_have_the_shape_of_real_ones_field_for_field(string kind, string capture)
    {
        var synthetic = Parsed(new SyntheticPlaylists(new SyntheticOptions { Playlists = 3, Tracks = 60 }).Day(0)[2]);

        Assert.All(
            Captures.Both(capture),
            name => Assert.Equal(Shape(Parsed(CapturedPlaylistTests.Read(name)), kind), Shape(synthetic, kind)));
    }

    [Fact]
    public void Values_have_the_types_of_real_ones()
    {
        var real = CapturedPlaylistTests.All().SelectMany(Parsed)
            .SelectMany(entry => Paths(entry, withKinds: true))
            .ToHashSet();
        var synthetic = Parsed(new SyntheticPlaylists(new SyntheticOptions { Playlists = 1, Tracks = 300 }).Day(0)[0])
            .SelectMany(entry => Paths(entry, withKinds: true))
            .ToHashSet();

        Assert.Empty(synthetic.Except(real).Except(InNoCapture));
    }

    private static string Bytes(IEnumerable<SandboxPlaylist> playlists) =>
        string.Join('\n', playlists.Select(playlist => string.Join('\n', playlist.Entries
            .Select(entry => Encoding.UTF8.GetString(entry.Span))
            .Prepend($"{playlist.Id} {playlist.Name} {playlist.SnapshotId}"))));

    private static List<JsonElement> Parsed(SandboxPlaylist playlist) =>
        [.. playlist.Entries.Select(entry => JsonSerializer.Deserialize<JsonElement>(entry.Span))];

    private static List<string> Ids(SandboxPlaylist playlist) => [.. Ids(Parsed(playlist)).Distinct()];

    private static List<string> Ids(IEnumerable<JsonElement> entries) =>
        [.. entries.Where(entry => KindOf(entry) == "track")
            .Select(entry => entry.GetProperty("track").GetProperty("id").GetString()!)];

    private static string KindOf(JsonElement entry) =>
        entry.GetProperty("track") is { ValueKind: JsonValueKind.Object } track
            ? entry.GetProperty("is_local").GetBoolean() ? "local" : track.GetProperty("type").GetString()!
            : "missing";

    private static List<string> Shape(IEnumerable<JsonElement> entries, string kind) =>
        [.. entries.Where(entry => KindOf(entry) == kind)
            .SelectMany(entry => Paths(entry, withKinds: false))
            .Distinct()
            .Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Paths(JsonElement element, bool withKinds, string path = "")
    {
        yield return withKinds ? $"{path}:{element.ValueKind}" : path;
        var children = element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().Select(member => (member.Value, $"{path}.{member.Name}")),
            JsonValueKind.Array => element.EnumerateArray().Select(value => (value, $"{path}[]")),
            _ => [],
        };
        foreach (var (value, inner) in children)
        {
            foreach (var found in Paths(value, withKinds, inner))
            {
                yield return found;
            }
        }
    }
}
