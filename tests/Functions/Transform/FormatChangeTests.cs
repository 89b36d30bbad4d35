namespace Tests.Functions.Transform;

public sealed class FormatChangeTests
{
    private const string Entry = """{"track":{"id":"s","name":"one"}}""";

    [Theory]
    [InlineData("csv", "jsonl")]
    [InlineData("jsonl", "csv")]
    public async Task A_snapshot_in_another_form_leaves_nothing_that_would_be_read_twice(string former, string next)
    {
        var snapshot = await TransformedAsync(former);
        Assert.Empty(snapshot.S3.Deleted);
        snapshot.Format = TableFormat.Find(next)!;

        await snapshot.RunAsync();

        Assert.Equal(
            Tables.All.Select(table => Key(table, next))
                .Append(SnapshotMarker.KeyOf(TransformedSnapshot.Snapshot.Date, TransformedSnapshot.PlaylistId))
                .Order(StringComparer.Ordinal),
            snapshot.S3.KeysOf(TransformedSnapshot.Processed));
        var marker = Marker(snapshot);
        Assert.Equal(next, marker.Format);
        Assert.All(Tables.All, table => Assert.Equal(Key(table, next), marker.Tables[table.Name].Key));
    }

    [Fact]
    public async Task A_snapshot_in_the_same_form_deletes_nothing()
    {
        var snapshot = await TransformedAsync("jsonl");

        await snapshot.RunAsync();

        Assert.Empty(snapshot.S3.Deleted);
    }

    [Fact]
    public async Task The_former_tables_are_deleted_after_the_new_ones_are_written()
    {
        var snapshot = await TransformedAsync("csv");
        snapshot.Format = TableFormat.JsonLines;
        snapshot.S3.RefusedEnd = Key(Tables.AlbumArtists, "jsonl");

        await Assert.ThrowsAsync<InvalidOperationException>(() => snapshot.RunAsync());
        Assert.Empty(snapshot.S3.Deleted);

        // And whatever the attempt left, the next one ends it.
        snapshot.S3.RefusedEnd = null;
        await snapshot.RunAsync();
        var keys = snapshot.S3.KeysOf(TransformedSnapshot.Processed);
        Assert.Equal(Tables.All.Length, keys.Count(key => key.EndsWith(".jsonl", StringComparison.Ordinal)));
        Assert.DoesNotContain(keys, key => key.EndsWith(".csv", StringComparison.Ordinal));
    }

    [Fact]
    public async Task If_the_marker_cannot_be_read_the_other_form_is_deleted_too()
    {
        var snapshot = await TransformedAsync("csv");
        snapshot.Format = TableFormat.JsonLines;
        snapshot.S3[
            TransformedSnapshot.Processed,
            SnapshotMarker.KeyOf(TransformedSnapshot.Snapshot.Date, TransformedSnapshot.PlaylistId)] = "{"u8.ToArray();

        await snapshot.RunAsync();

        Assert.Equal(Tables.All.Length, snapshot.S3.Deleted.Count);
        Assert.Equal("jsonl", Marker(snapshot).Format);
    }

    [Fact]
    public async Task The_same_snapshot_gives_the_same_bytes_in_each_form()
    {
        var (one, other) = (await TransformedAsync("jsonl"), await TransformedAsync("jsonl"));

        Assert.All(Tables.All, table => Assert.Equal(one.Bytes(table), other.Bytes(table)));
        Assert.Equal(Marker(one).ToUtf8(), Marker(other).ToUtf8());
    }

    private static async Task<TransformedSnapshot> TransformedAsync(string format)
    {
        var snapshot = new TransformedSnapshot { Format = TableFormat.Find(format)! };
        snapshot.Store([Encoding.UTF8.GetBytes($$"""{"items":[{{Entry}}]}""")]);
        await snapshot.RunAsync();
        return snapshot;
    }

    private static SnapshotMarker Marker(TransformedSnapshot snapshot) => SnapshotMarker.Parse(snapshot.S3[
        TransformedSnapshot.Processed,
        SnapshotMarker.KeyOf(TransformedSnapshot.Snapshot.Date, TransformedSnapshot.PlaylistId)]);

    private static string Key(Table table, string format) => table.Key(
        TransformedSnapshot.Snapshot.Date, TransformedSnapshot.PlaylistId, TableFormat.Find(format));
}
