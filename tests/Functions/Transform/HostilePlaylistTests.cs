namespace Tests.Functions.Transform;

public sealed class HostilePlaylistTests
{
    private const int Playlists = 400;

    [Fact]
    public async Task Any_playlist_gives_the_same_rows_as_the_slow_reader()
    {
        var seed = Random.Shared.Next();
        for (var i = 0; i < Playlists; i++)
        {
            var random = new Random(seed + i);
            var hostile = new HostileJson(random);
            byte[][] pages = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => hostile.Page(random.Next(12)))];
            var snapshot = new TransformedSnapshot();
            snapshot.Store(pages);
            snapshot.S3.Opened = body => new OddStream(body, () => random.Next(1, 5000));

            await snapshot.RunAsync();

            var expected = SlowTransform.Run(TransformedSnapshot.PlaylistId, pages);
            foreach (var table in Tables.All.Except([Tables.Playlists]))
            {
                var (slow, fast) = (expected.Rows(table).ToList(), Rows(snapshot, table));
                Assert.True(slow.Count == fast.Count, $"seed {seed + i}, {table.Name}: {slow.Count} and {fast.Count}");
                Assert.All(slow.Zip(fast), row => Assert.True(
                    row.First == row.Second, $"seed {seed + i}, {table.Name}:\n{row.First}\nand\n{row.Second}"));
            }

            Assert.True(expected.Rejected.SequenceEqual(Rejected(snapshot)), $"seed {seed + i}, rejected");
        }
    }

    private static List<string> Rows(TransformedSnapshot snapshot, Table table) =>
        [.. snapshot.Rows(table).Select(row => string.Join('|', table.Columns.Select(column => row[column])))];

    private static List<int> Rejected(TransformedSnapshot snapshot)
    {
        var key = RejectedZone.Key(TransformedSnapshot.Snapshot.Date, TransformedSnapshot.PlaylistId);
        if (!snapshot.S3.KeysOf(TransformedSnapshot.Processed).Contains(key))
        {
            return [];
        }

        return
        [
            .. Encoding.UTF8.GetString(snapshot.S3[TransformedSnapshot.Processed, key])
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonElement.Parse(line).GetProperty("position").GetInt32()),
        ];
    }
}
