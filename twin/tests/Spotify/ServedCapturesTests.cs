using System.Runtime.InteropServices;
using Twin.Spotify.Api;
using Twin.Spotify.Captured;
using Twin.Spotify.Own;
using Twin.Spotify.Playlists;
using Twin.Tests.Spotify.Captured;

namespace Twin.Tests.Spotify;

public sealed class ServedCapturesTests
{
    /// <summary>The fields that development mode removed, by their path in an entry of the era.</summary>
    private static readonly string[] Removed =
    [
        "item.available_markets", "item.linked_from", "item.popularity",
        "item.album.album_group", "item.album.available_markets", "item.album.label", "item.album.popularity",
        "item.artists.followers", "item.artists.popularity",
        "item.album.artists.followers", "item.album.artists.popularity",
    ];

    [Theory]
    [InlineData(Era.Legacy)]
    [InlineData(Era.Development2026)]
    public async Task Each_entry_comes_back_token_for_token_except_for_the_changes_of_the_era(Era era)
    {
        foreach (var playlist in CapturedPlaylistTests.All())
        {
            await using var user = await SandboxUser.StartAsync(era, playlist);
            await user.SignInAsync();

            var served = await EntriesAsync(user, era, playlist);

            Assert.Equal(playlist.Entries.Count, served.Count);
            for (var i = 0; i < served.Count; i++)
            {
                Assert.True(
                    Expected(era, playlist.Entries[i]) == served[i].Tokens,
                    $"Entry {i} of {playlist.Name} is not what was captured.");
            }
        }
    }

    [Fact]
    public async Task In_the_era_of_their_capture_entries_come_back_byte_for_byte()
    {
        foreach (var playlist in CapturedPlaylistTests.All())
        {
            await using var user = await SandboxUser.StartAsync(Era.Legacy, playlist);
            await user.SignInAsync();
            var served = await EntriesAsync(user, Era.Legacy, playlist);

            var untouched = playlist.Entries
                .Select((entry, index) => (Text: Encoding.UTF8.GetString(entry.Span), Index: index))
                .Where(entry => !JsonSerializer.Deserialize<JsonElement>(entry.Text).TryGetProperty("item", out _));
            Assert.All(untouched, entry => Assert.Equal(entry.Text, served[entry.Index].Text));
        }
    }

    [Theory]
    [InlineData("2026-items-both", Era.Development2026, "items")]
    [InlineData("playlist-tracks-40", Era.Legacy, "tracks")]
    [InlineData("lastpage-957", Era.Legacy, "tracks")]
    public async Task Pages_have_the_shape_of_real_ones_field_for_field(string capture, Era era, string endpoint)
    {
        foreach (var name in Captures.Both(capture))
        {
            var real = JsonSerializer.Deserialize<JsonElement>(Captures.Read(name));
            var playlist = CapturedPlaylistTests.Read(name);
            await using var user = await SandboxUser.StartAsync(era, playlist);
            await user.SignInAsync();

            var (_, page, _) = await user.GetAsync($"playlists/{playlist.Id}/{endpoint}");

            Assert.Equal(EnvelopeOf(real), EnvelopeOf(page));
        }
    }

    [Theory]
    [InlineData("2026-playlist-itemkey", Era.Development2026, "items")]
    [InlineData("track-and-episode", Era.Legacy, "tracks")]
    [InlineData("100-of-133", Era.Legacy, "tracks")]
    public async Task Whole_playlists_have_the_shape_of_real_ones_field_for_field(
        string capture,
        Era era,
        string container)
    {
        foreach (var name in Captures.Both(capture))
        {
            var real = JsonSerializer.Deserialize<JsonElement>(Captures.Read(name));
            var playlist = CapturedPlaylistTests.Read(name);
            await using var user = await SandboxUser.StartAsync(era, playlist);
            await user.SignInAsync();

            var (_, served, _) = await user.GetAsync($"playlists/{playlist.Id}");

            // The capture of 2026 has both containers, as the API had them for some weeks.
            Assert.Equal(
                EnvelopeOf(real).Where(member => container == "tracks" || member != "tracks"),
                EnvelopeOf(served));
            Assert.Equal(EnvelopeOf(real.GetProperty(container)), EnvelopeOf(served.GetProperty(container)));
            Assert.Equal(EnvelopeOf(real.GetProperty("owner")), EnvelopeOf(served.GetProperty("owner")));
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Captures.OwnPages), MemberType = typeof(Captures))]
    public async Task Pages_of_own_lists_come_back_token_for_token_except_for_the_removed_fields(
        string capture, string endpoint)
    {
        var real = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllBytesAsync(capture, Cancel));
        var own = CapturedMusic.ReadAll([capture]).Own;
        foreach (var era in Enum.GetValues<Era>())
        {
            await using var user = await SandboxUser.StartAsync(new SandboxOptions
            {
                Era = era,
                Content = _ => [],
                Own = _ => own,
                Scopes = [OwnMusic.TopTracksScope, OwnMusic.SavedTracksScope],
            });
            await user.SignInAsync();

            var (_, page, _) = await user.GetAsync($"{endpoint}?limit=48");

            Assert.Equal(EnvelopeOf(real).Order(), EnvelopeOf(page).Order());
            Assert.Equal(
                Tokens(real.GetProperty("items"), path => era == Era.Legacy || !Removed.Contains(InItem(path))),
                Tokens(page.GetProperty("items"), _ => true));
        }

        string InItem(string path) => endpoint == OwnMusic.TopTracksPath
            ? $"item.{path}"
            : path.Replace("track.", "item.", StringComparison.Ordinal);
    }

    private static IEnumerable<string> EnvelopeOf(JsonElement json) =>
        json.EnumerateObject().Select(member => member.Name);

    private static async Task<List<(string Text, string Tokens)>> EntriesAsync(
        SandboxUser user,
        Era era,
        SandboxPlaylist playlist)
    {
        var shape = EraShape.From(era);
        var entries = new List<(string, string)>();
        string? next = $"playlists/{playlist.Id}/{shape.Container}?limit=48";
        while (next is not null)
        {
            var (status, page, _) = await user.GetAsync(next);
            Assert.Equal(200, status);
            entries.AddRange(page.GetProperty("items").EnumerateArray().Select(entry =>
                (Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(entry)), Tokens(entry, _ => true))));
            next = page.GetProperty("next").GetString();
        }

        return entries;
    }

    private static string Expected(Era era, ReadOnlyMemory<byte> captured)
    {
        using var document = JsonDocument.Parse(captured);
        var entry = document.RootElement;
        var key = entry.TryGetProperty("item", out var item) && item.ValueKind == JsonValueKind.Object
            ? "item"
            : "track";
        var other = key == "item" ? "track" : "item";
        return era == Era.Legacy
            ? Tokens(entry, path => path != other, rename: (key, "track"))
            : Tokens(entry, path => path != other && !IsRemoved(path), rename: (key, "item"));

        bool IsRemoved(string path) =>
            path.StartsWith(key, StringComparison.Ordinal) && Removed.Contains("item" + path[key.Length..]);
    }

    /// <summary>The tokens as they are written, with whatever space is between them left out.</summary>
    private static string Tokens(
        JsonElement element,
        Func<string, bool> keep,
        (string From, string To) rename = default,
        string path = "")
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = element.EnumerateObject()
                    .Select(member => (Member: member, Path: path.Length == 0 ? member.Name : $"{path}.{member.Name}"))
                    .Where(member => keep(member.Path))
                    .Select(member => $"\"{(member.Path == rename.From ? rename.To : member.Member.Name)}\":"
                        + Tokens(member.Member.Value, keep, rename, member.Path));
                return $"{{{string.Join(',', members)}}}";
            case JsonValueKind.Array:
                var elements = element.EnumerateArray().Select(value => Tokens(value, keep, rename, path));
                return $"[{string.Join(',', elements)}]";
            default:
                return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element));
        }
    }
}
