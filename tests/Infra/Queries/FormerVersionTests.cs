using Infra.Queries;

namespace Tests.Infra.Queries;

/// <summary>The answers where former versions have written what is in the lake.</summary>
public sealed class FormerVersionTests(FormerVersionTests.FormerLake former)
    : IClassFixture<FormerVersionTests.FormerLake>
{
    private static readonly DateOnly First = new(2026, 11, 2);
    private static readonly DateOnly Today = First.AddDays(15);

    private readonly PublishedLake _lake = former.Lake;

    [Fact]
    public async Task An_artist_without_a_row_gets_one_by_the_name_of_the_entries()
    {
        await _lake.RunAsync("DELETE FROM charted_artists WHERE artist_id = 'a1'");

        await _lake.PublishAsync(Today, Today);

        Assert.Equal(
            ["a1 | Old | -"],
            await _lake.RowsAsync("SELECT artist_id, artist, url FROM charted_artists WHERE artist_id = 'a1'"));
    }

    [Fact]
    public async Task In_a_file_without_names_an_album_has_those_artists_who_have_songs() => Assert.Contains(
        "Album past | New | 1 | 1 | 1",
        await _lake.RowsAsync(QueryFile.All.Single(file => file.Name == "top_albums").Sql));

    public sealed class FormerLake : IAsyncLifetime
    {
        internal PublishedLake Lake { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Lake = await PublishedLake.StartAsync(Today);
            await Lake.WriteAsync(
                StoredSnapshot.Of("here", "Mix", First, StoredSnapshot.Track("s1", "a1:Old")),
                StoredSnapshot.Of("here", "Mix", Today, StoredSnapshot.Track("s1", "a2:New")));
            var past = StoredSnapshot.Of(
                "past", "Past", Today, StoredSnapshot.Track("p1", "a2:New", "past", "v:Various;a2:New"));
            Lake.Write((await past.FilesAsync()).Select(file => IsOfCredits(file.Key) ? WithoutNames(file) : file));
            await Lake.PublishAsync(First, Today);
        }

        public ValueTask DisposeAsync() => Lake?.DisposeAsync() ?? ValueTask.CompletedTask;

        private static bool IsOfCredits(string key) =>
            key.StartsWith(Tables.AlbumArtists.Prefix, StringComparison.Ordinal);

        // The file as it was before the table had names.
        private static (string Key, byte[] Bytes) WithoutNames((string Key, byte[] Bytes) file)
        {
            var lines = Encoding.UTF8.GetString(file.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return (file.Key, Encoding.UTF8.GetBytes(string.Concat(
                lines.Select(line => string.Join(',', line.Split(',').Take(3)) + "\n"))));
        }
    }
}
