using System.Collections.Immutable;
using Twin.Spotify.Configuration;
using Twin.Spotify.Own;
using Twin.Spotify.Playlists;

namespace Tests.Functions.Extract;

/// <summary>Runs whose Spotify has a user with a chart of four weeks, liked songs and a library, which a test
/// changes.</summary>
internal sealed class OwnRun : IAsyncDisposable
{
    private int _day;

    private OwnRun(ExtractRun run) => Run = run;

    public ExtractRun Run { get; private set; }

    /// <summary>The tracks of the chart, first place first; null for an element that Spotify has lost.</summary>
    public List<int?> Chart { get; } = [];

    /// <summary>The tracks of the liked songs, newest first; null for one that Spotify has lost.</summary>
    public List<int?> Likes { get; } = [];

    public List<SandboxPlaylist> Library { get; } = [];

    /// <summary>The popularity of each track, which is no part of a list.</summary>
    public int Popularity { get; set; }

    public static async Task<OwnRun> StartAsync(
        Era era = Era.Development2026, int chart = 0, int likes = 0, string? scopes = null, bool isForMine = true)
    {
        var own = new OwnRun(null!);
        own.Chart.AddRange(Enumerable.Range(0, chart).Cast<int?>());
        own.Likes.AddRange(Enumerable.Range(0, likes).Cast<int?>());
        own.Run = await ExtractRun.StartAsync(new SandboxOptions
        {
            Era = era,
            Content = _ => [.. own.Library],
            Own = _ => own.Music(),
            Scopes =
            [
                .. isForMine ? [SandboxPlaylist.PrivateScope, SandboxPlaylist.CollaborativeScope] : (string[])[],
                .. scopes is not null ? [scopes] : (string[])[OwnMusic.TopTracksScope, OwnMusic.SavedTracksScope],
            ],
        });
        return own;
    }

    /// <summary>Lets Spotify serve the lists as they are now.</summary>
    public void Serve() => Run.SetDay(++_day);

    /// <summary>Runs some hours after the first run, and returns all outcomes, also of a run that has failed.</summary>
    public async Task<IReadOnlyList<PlaylistOutcome>> RunAsync(int hour, params string[] sources)
    {
        Serve();
        try
        {
            return (await Run.RunAsync(new ScheduledEvent(ExtractRun.FiredAt.AddHours(hour)), sources)).Playlists;
        }
        catch (ExtractionFailedException failure)
        {
            return failure.Report.Playlists;
        }
    }

    /// <summary>Runs with one source, and returns its outcome.</summary>
    public async Task<PlaylistOutcome> ReadAsync(int hour, string source) =>
        Assert.Single(await RunAsync(hour, source));

    /// <summary>The requests below <c>/v1/</c> since the last call.</summary>
    public IReadOnlyList<string> TakeRequests()
    {
        List<string> taken =
        [
            .. Run.Spotify.Requests
                .Where(address => address.StartsWith("/v1/", StringComparison.Ordinal))
                .Select(address => address["/v1/".Length..]),
        ];
        Run.Spotify.Requests.Clear();
        return taken;
    }

    /// <summary>Asserts that the manifest has exactly these tracks in its pages, as Spotify sent them.</summary>
    public void AssertStored(PlaylistOutcome outcome, IEnumerable<int?> tracks)
    {
        Assert.True(RawSnapshot.TryParseManifest(outcome.Manifest!, out var snapshot), outcome.ToString());
        var manifest = Run.Manifest(outcome);
        List<int?> stored = [];
        foreach (var page in manifest.Pages)
        {
            var bytes = Run.S3[ExtractRun.Raw, page.KeyIn(snapshot)];
            Assert.Equal((stored.Count, bytes.Length), (page.Offset, page.Bytes));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), page.Sha256);
            var items = JsonElement.Parse(bytes).GetProperty("items").EnumerateArray().ToList();
            Assert.Equal(page.Items, items.Count);
            stored.AddRange(items
                .Select(item => manifest.Endpoint == RawEndpoint.SavedTracks ? item.GetProperty("track") : item)
                .Select(track => track.ValueKind == JsonValueKind.Null
                    ? null
                    : (int?)int.Parse(track.GetProperty("id").GetString()!, CultureInfo.InvariantCulture)));
        }

        Assert.Equal(tracks, stored);
        Assert.Equal((stored.Count, stored.Count), (manifest.Playlist.TrackCount, outcome.Entries));
    }

    public ValueTask DisposeAsync() => Run.DisposeAsync();

    private OwnMusic Music() => new(
        ImmutableDictionary<string, IReadOnlyList<ReadOnlyMemory<byte>>>.Empty
            .Add("short_term", [.. Chart.Select(track => Utf8(Track(track)))]),
        [
            .. Likes.Select(track => Utf8(
                $$"""{"added_at":"2026-01-01T00:00:{{(track ?? 0) % 60:D2}}Z","track":{{Track(track)}}}""")),
        ]);

    private string Track(int? number) => number is { } known
        ? $$"""{"type":"track","id":"{{known:D22}}","uri":"spotify:track:{{known:D22}}","popularity":{{Popularity}}}"""
        : "null";

    private static ReadOnlyMemory<byte> Utf8(string json) => Encoding.UTF8.GetBytes(json);
}
