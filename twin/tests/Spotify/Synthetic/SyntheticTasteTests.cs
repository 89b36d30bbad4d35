using Twin.Spotify.Own;
using Twin.Spotify.Synthetic;

namespace Twin.Tests.Spotify.Synthetic;

public sealed class SyntheticTasteTests
{
    private const int Top = 100;

    public static TheoryData<SyntheticOptions> Users =>
    [
        new SyntheticOptions(),
        new SyntheticOptions { Seed = 7, Playlists = 2, Tracks = 120 },
        new SyntheticOptions { Seed = 99, Playlists = 1, Tracks = 1_000 },
    ];

    [Fact]
    public void The_same_seed_gives_the_same_bytes_in_any_order_of_requests()
    {
        var options = new SyntheticOptions { Seed = 42 };
        var taste = new SyntheticTaste(options);
        taste.Day(30);

        Assert.Equal(Bytes(taste.Day(3)), Bytes(new SyntheticTaste(options).Day(3)));
        Assert.NotEqual(Bytes(taste.Day(3)), Bytes(new SyntheticTaste(options with { Seed = 43 }).Day(3)));
    }

    [Theory]
    [MemberData(nameof(Users))]
    public void Charts_are_hundreds_deep_and_move_daily_the_short_one_most(SyntheticOptions options)
    {
        var taste = new SyntheticTaste(options);
        var (today, tomorrow, nextMonth) = (taste.Day(50), taste.Day(51), taste.Day(80));

        Assert.All(OwnMusic.Ranges, range =>
        {
            Assert.InRange(today.TopTracks[range].Count, 200, 2_000);
            Assert.NotEqual(Chart(today, range), Chart(tomorrow, range));
            Assert.InRange(Chart(tomorrow, range).Intersect(Chart(today, range)).Count(), Top - 10, Top);
        });
        var left = OwnMusic.Ranges
            .Select(range => Chart(today, range).Except(Chart(nextMonth, range)).Count())
            .ToList();
        Assert.True(left[0] > left[1] && left[1] > left[2], $"Of the charts' songs, {string.Join(", ", left)} left.");
    }

    [Theory]
    [MemberData(nameof(Users))]
    public void Charts_likes_plays_and_playlists_are_of_the_same_songs(SyntheticOptions options)
    {
        var own = new SyntheticTaste(options).Day(3);
        var (chart, likes) = (Chart(own, "short_term"), Likes(own).Select(like => like.Id).ToHashSet());

        Assert.InRange(Chart(own, "medium_term").Intersect(chart).Count(), 20, Top);
        Assert.InRange(Chart(own, "medium_term").Intersect(Chart(own, "long_term")).Count(), 20, Top);
        Assert.InRange(chart.Count(likes.Contains), 15, Top);
        var plays = new SyntheticPlays(options)
            .Until(new DateTimeOffset(options.FirstDay.AddDays(4), TimeOnly.MinValue, TimeSpan.Zero))
            .Select(play => IdOf(Parse(play.Json).GetProperty("track")))
            .ToList();
        Assert.True(plays.Count(chart.Contains) > plays.Count / 2);
        Assert.All(new SyntheticPlaylists(options).Day(3), playlist =>
        {
            var songs = playlist.Entries.Select(entry => Parse(entry).GetProperty("track"))
                .Where(track => track.ValueKind == JsonValueKind.Object)
                .Select(IdOf)
                .ToHashSet();
            Assert.True(chart.Count(songs.Contains) > 2 && likes.Count(songs.Contains) > 2);
        });
    }

    [Theory]
    [MemberData(nameof(Users))]
    public void Likes_are_newest_first_and_in_a_year_many_come_and_a_few_go(SyntheticOptions options)
    {
        var taste = new SyntheticTaste(options);
        var (first, last) = (Likes(taste.Day(0)), Likes(taste.Day(365)));

        Assert.Equal(last.OrderByDescending(like => like.AddedAt), last);
        Assert.All(first, like => Assert.True(like.AddedAt < Midnight(1)));
        Assert.All(last.Except(first), like => Assert.InRange(like.AddedAt, Midnight(1), Midnight(366)));
        Assert.InRange(first.Except(last).Count(), 1, first.Count / 5);
        Assert.InRange(last.Count - first.Count, 100, 300);

        DateTimeOffset Midnight(int day) => new(options.FirstDay.AddDays(day), TimeOnly.MinValue, TimeSpan.Zero);
    }

    private static List<string?> Chart(OwnMusic own, string range) =>
        [.. own.TopTracks[range].Take(Top).Select(track => IdOf(Parse(track)))];

    private static List<(string? Id, DateTimeOffset AddedAt)> Likes(OwnMusic own) =>
    [
        .. own.SavedTracks.Select(Parse).Select(like =>
            (IdOf(like.GetProperty("track")), like.GetProperty("added_at").GetDateTimeOffset())),
    ];

    private static string? IdOf(JsonElement track) => track.GetProperty("id").GetString();

    private static JsonElement Parse(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize<JsonElement>(json.Span);

    private static string Bytes(OwnMusic own) => string.Join('\n', OwnMusic.Ranges
        .SelectMany(range => own.TopTracks[range])
        .Concat(own.SavedTracks)
        .Select(json => Encoding.UTF8.GetString(json.Span)));
}
