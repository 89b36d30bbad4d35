using Twin.Spotify.Playlists;
using Twin.Spotify.Synthetic;

namespace Twin.Tests.Spotify.Synthetic;

public sealed class SyntheticEventsTests
{
    private static readonly long Seed = Random.Shared.NextInt64();

    private static readonly SyntheticOptions Options =
        new() { Seed = Seed, IsEventful = true, Playlists = 4, Tracks = 60 };

    private static readonly Lazy<ImmutableArray<ImmutableArray<Seen>>> Days = new(() =>
        [.. Enumerable.Range(0, 120).Select(day => Read(new SyntheticPlaylists(Options), day))]);

    public SyntheticEventsTests(ITestOutputHelper output) => output.WriteLine($"seed {Seed}");

    [Fact]
    public void An_eventful_year_follows_from_the_seed_in_any_order_of_requests()
    {
        var playlists = new SyntheticPlaylists(Options);

        Assert.All([50, 8, 31, 30], day => Assert.Equal(
            Days.Value[day].Select(seen => seen.Playlist.SnapshotId),
            playlists.Day(day).Select(playlist => playlist.SnapshotId)));
    }

    [Fact]
    public void For_three_weeks_each_playlist_has_its_number_of_entries() => Assert.All(
        Days.Value[..SyntheticEvents.FirstGap],
        day => Assert.Equal([60, 60, 60, 60], day.Select(seen => seen.Playlist.Entries.Count)));

    [Fact]
    public void Playlists_are_renamed_away_and_empty_and_have_equal_names()
    {
        var names = Days.Value.SelectMany(day => day).ToLookup(seen => seen.Playlist.Id, seen => seen.Playlist.Name);

        Assert.All(names, playlist => Assert.True(playlist.Distinct().Count() > 2));
        Assert.Contains(Days.Value, day => day.DistinctBy(seen => seen.Playlist.Name).Count() < day.Length);
        Assert.All(Days.Value, day => Assert.Equal(Days.Value[0][0].Playlist.Id, day[0].Playlist.Id));
        Assert.All([1, 2, 3], playlist => Assert.InRange(
            Days.Value.Count(day => day.All(seen => seen.Playlist.Id != Days.Value[0][playlist].Playlist.Id)), 8, 10));
        Assert.InRange(Days.Value.SelectMany(day => day).Count(seen => seen.Playlist.Entries.Count == 0), 5, 20);
    }

    // One song is on each list twice without events.
    [Fact]
    public void Entries_repeat_songs_from_the_second_week_on()
    {
        Assert.All(Days.Value[..7].SelectMany(day => day), seen => Assert.Equal(1, seen.Repeats));
        Assert.Contains(Days.Value[7..].SelectMany(day => day), seen => seen.Repeats > 3);
    }

    [Fact]
    public void A_year_has_thousands_of_artists()
    {
        var playlists = new SyntheticPlaylists(Options with { Playlists = 2, Tracks = 120 });

        Assert.True(Enumerable.Range(0, 53)
            .SelectMany(week => Read(playlists, 7 * week))
            .SelectMany(seen => seen.Songs)
            .SelectMany(song => song.Artists)
            .Distinct()
            .Count() > 2_000);
    }

    private static ImmutableArray<Seen> Read(SyntheticPlaylists playlists, int day) =>
    [
        .. playlists.Day(day).Select(playlist => new Seen(
            playlist,
            [
                .. playlist.Entries
                    .Select(entry => JsonSerializer.Deserialize<JsonElement>(entry.Span).GetProperty("track"))
                    .Where(track => track.ValueKind == JsonValueKind.Object
                        && track.GetProperty("uri").GetString()!.StartsWith("spotify:track:", StringComparison.Ordinal))
                    .Select(track => new SeenSong(
                        IdOf(track), [.. track.GetProperty("artists").EnumerateArray().Select(IdOf)])),
            ])),
    ];

    private static string IdOf(JsonElement json) => json.GetProperty("id").GetString()!;

    private sealed record Seen(SandboxPlaylist Playlist, ImmutableArray<SeenSong> Songs)
    {
        public int Repeats => Songs.Length - Songs.DistinctBy(song => song.Id).Count();
    }

    private sealed record SeenSong(string Id, ImmutableArray<string> Artists);
}
