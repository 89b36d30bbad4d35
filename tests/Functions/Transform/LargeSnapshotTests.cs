namespace Tests.Functions.Transform;

public sealed class LargeSnapshotTests
{
    private const int EntriesOfAPage = 100;

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public async Task Tables_beyond_what_is_kept_in_memory_have_every_row(string format)
    {
        const int Pages = 200;
        var before = TemporaryFiles();
        var snapshot = new TransformedSnapshot { Format = TableFormat.Find(format)! };
        snapshot.Store([.. Enumerable.Range(0, Pages).Select(Page)]);

        await snapshot.RunAsync();

        Assert.True(snapshot.Bytes(Tables.Songs).Length > 1 << 20);
        Assert.Equal(
            Enumerable.Range(0, Pages * EntriesOfAPage).Select(Id),
            snapshot.Rows(Tables.Songs).Select(row => row["song_id"]));
        var marker = SnapshotMarker.Parse(snapshot.S3[
            TransformedSnapshot.Processed,
            SnapshotMarker.KeyOf(TransformedSnapshot.Snapshot.Date, TransformedSnapshot.PlaylistId)]);
        Assert.All(Tables.All, table => Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(snapshot.Bytes(table))), marker.Tables[table.Name].Sha256));
        Assert.Empty(TemporaryFiles().Except(before));
    }

    [Fact]
    public async Task A_page_whose_connection_breaks_is_named()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Page(0), Page(1)]);
        var second = Page(1).Length;
        snapshot.S3.Opened = body => body.Length == second
            ? new OddStream(body, () => throw new IOException("the connection was reset"))
            : new MemoryStream(body);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => snapshot.RunAsync());

        Assert.Contains("page-00001.json cannot be read to its end", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the connection was reset", failure.Message, StringComparison.Ordinal);
        Assert.Empty(snapshot.S3.Written);
    }

    private static byte[] Page(int page) => Encoding.UTF8.GetBytes(
        "{\"items\":["
        + string.Join(',', Enumerable.Range(page * EntriesOfAPage, EntriesOfAPage)
            .Select(entry => $$$"""{"track":{"id":"{{{Id(entry)}}}","name":"{{{new string('n', page + 1)}}}"}}"""))
        + "]}");

    private static string Id(int entry) => entry.ToString("D22", CultureInfo.InvariantCulture);

    private static string[] TemporaryFiles() => Directory.GetFiles(Path.GetTempPath(), "spotify-table-*");
}
