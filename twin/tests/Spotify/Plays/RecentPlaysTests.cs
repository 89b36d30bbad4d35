using System.Text.RegularExpressions;
using Twin.Spotify.Captured;
using Twin.Spotify.Plays;
using Twin.Spotify.Synthetic;

namespace Twin.Tests.Spotify.Plays;

/// <summary>The sandbox's answers to <c>me/player/recently-played</c>.</summary>
public sealed class RecentPlaysTests : FolderTest
{
    private const string Address = "me/player/recently-played";

    private static readonly DateTimeOffset Now = new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_last_fifty_are_given_newest_first_and_older_ones_never()
    {
        await using var user = await StartAsync(Era.Development2026);

        var (status, page, _) = await user.GetAsync($"{Address}?limit=50");
        var (_, first, _) = await user.GetAsync(Address);
        var (_, rest, _) = await user.GetAsync(Next(first) + "&limit=50");
        var (_, none, _) = await user.GetAsync(Next(page));

        var ends = Ends(page);
        Assert.Equal((200, 50), (status, ends.Count));
        Assert.Equal(ends.OrderDescending(StringComparer.Ordinal), ends);
        Assert.Equal(ends, [.. Ends(first), .. Ends(rest)]);
        Assert.Equal(30, Ends(rest).Count);
        Assert.StartsWith("""{"items":[],"next":null,"cursors":null""", none.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            ["items", "next", "cursors", "limit", "href"], page.EnumerateObject().Select(member => member.Name));
        Assert.Equal(400, (await user.GetAsync($"{Address}?limit=51")).Status);
    }

    [Theory]
    [InlineData(Era.Legacy, true)]
    [InlineData(Era.Development2026, false)]
    public async Task A_play_has_its_track_in_the_shape_of_the_era(Era era, bool hasAll)
    {
        await using var user = await StartAsync(era);

        var (_, page, _) = await user.GetAsync($"{Address}?limit=1");

        var play = page.GetProperty("items")[0];
        var track = play.GetProperty("track");
        Assert.Equal(["track", "played_at", "context"], play.EnumerateObject().Select(member => member.Name));
        Assert.Equal(hasAll, track.TryGetProperty("popularity", out _));
        Assert.Equal(hasAll, track.GetProperty("album").TryGetProperty("available_markets", out _));
        Assert.True(track.TryGetProperty("external_ids", out _));
    }

    [Fact]
    public void Synthetic_plays_follow_from_the_seed_and_an_hour_never_has_more_than_are_kept()
    {
        var seed = Random.Shared.Next();
        var options = new SyntheticOptions { Seed = seed, FirstDay = new DateOnly(2026, 11, 1) };
        var plays = new SyntheticPlays(options).Until(Now).ToList();
        var again = new SyntheticPlays(options).Until(Now.AddDays(1)).ToList();

        Assert.True(
            again.Where(play => play.EndedAt <= Now).Select(play => play.EndedAt).ToHashSet()
                .IsSubsetOf(plays.Select(play => play.EndedAt))
            && plays.GroupBy(play => play.EndedAt.Date).SkipLast(1).All(day => day.Count() is >= 20 and <= 60)
            && plays.All(play => plays.Count(other =>
                other.EndedAt >= play.EndedAt && other.EndedAt < play.EndedAt.AddHours(1)) < SandboxPlay.Kept),
            $"seed {seed}");
    }

    [Theory]
    [InlineData("""{"items":[]}""", "it has no items")]
    [InlineData("""{"items":[{"track":{},"added_at":"2026-02-25T20:15:20Z"}]}""", "item 0 has no track and played_at")]
    [InlineData("""{"error":{"status":401}}""", "it has no items")]
    [InlineData("", "is empty")]
    public void A_captured_file_that_is_no_page_of_plays_is_refused_by_name(string text, string message)
    {
        var file = Folder.Write("page.json", text);

        var refused = Assert.Throws<CapturedPlaylistException>(() => CapturedPlays.Read(file));

        Assert.Matches($"^{Regex.Escape(file)} .*{message}", refused.Message);
    }

    private static async Task<SandboxUser> StartAsync(Era era)
    {
        var plays = new SyntheticPlays(new SyntheticOptions { FirstDay = new DateOnly(2026, 11, 1) });
        var user = await SandboxUser.StartAsync(new SandboxOptions
        {
            Era = era,
            Content = _ => [],
            Plays = _ => plays.Until(Now),
            Scopes = [SandboxPlay.Scope],
        });
        await user.SignInAsync();
        return user;
    }

    private static string Next(JsonElement page) => page.GetProperty("next").GetString()!;

    private static List<string?> Ends(JsonElement page) =>
        [.. page.GetProperty("items").EnumerateArray().Select(play => play.GetProperty("played_at").GetString())];
}
