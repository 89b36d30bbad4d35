namespace Tests.Functions.Transform;

public sealed class RejectedRecordTests
{
    private static readonly string Key =
        RejectedZone.Key(TransformedSnapshot.Snapshot.Date, TransformedSnapshot.PlaylistId);

    [Theory]
    [InlineData("7", "it is a number and no object")]
    [InlineData("-1.5e3", "it is a number and no object")]
    [InlineData("\"text \\ud83d\"", "it is a string and no object")]
    [InlineData("false", "it is a boolean and no object")]
    [InlineData("[[1],\n {\"a\":\r\n2}]", "it is an array and no object")]
    public async Task An_entry_that_is_not_an_object_is_kept_and_the_others_have_rows(string record, string reason)
    {
        var snapshot = await TransformedSnapshot.OfAsync(
            """{"track":{"id":"a"}}""", $$$"""{"track":{"id":"b"}},{{{record}}},{"track":{"id":"c"}}""");

        Assert.Equal(
            [("0", "a"), ("1", "b"), ("3", "c")],
            snapshot.Rows(Tables.PlaylistEntries).Select(row => (row["position"], row["song_id"])));
        var line = Assert.Single(Lines(snapshot));
        Assert.Equal(
            ["page", "position", "reason", "record"], line.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            (TransformedSnapshot.Snapshot.Page(1), 2, reason),
            (Text(line, "page"), line.GetProperty("position").GetInt32(), Text(line, "reason")));
        Assert.Equal(
            record.Replace('\n', ' ').Replace('\r', ' '), line.GetProperty("record").GetRawText());
    }

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(1001, 6)]
    public async Task An_entry_with_more_artists_than_Spotify_lists_is_kept_and_has_no_row(int artists, int rejected)
    {
        var many = $"[{string.Join(',', Enumerable.Repeat("1", artists))}]";
        string[] names = ["track", "item"];
        var snapshot = await TransformedSnapshot.OfAsync(string.Join(',', names.SelectMany(name => (string[])
            [
                $$$"""{"{{{name}}}":{"artists":{{{many}}} } }""",
                $$$"""{"{{{name}}}":{"artists":[],"artists":{{{many}}},"album":null} }""",
                $$$"""{"{{{name}}}":{"album":{"artists":{{{many}}} } } }""",
                $$$"""{"{{{name}}}":{"artists":{{{many}}},"artists":[],"album":{"artists":{{{many}}}},"album":0} }""",
            ])));

        var lines = rejected == 0 ? [] : Lines(snapshot);
        Assert.Equal(rejected, lines.Count);
        Assert.Equal(8 - rejected, snapshot.Rows(Tables.PlaylistEntries).Count);
        Assert.All(
            lines, line => Assert.Equal("its song or album has more than 1000 artists", Text(line, "reason")));
    }

    [Fact]
    public async Task Rejected_entries_are_counted_in_the_report_and_in_the_marker()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store(["""{"items":[1,{"track":null},"x"]}"""u8.ToArray()]);

        var report = Assert.Single((await snapshot.RunAsync()).Snapshots);

        Assert.Equal(2, report.Rejected);
        Assert.Equal([2], snapshot.Output.GetValues(LakeMetrics.RejectedRecords));
        Assert.Equal(
            new MarkedRejections(
                Key, 2, Convert.ToHexStringLower(SHA256.HashData(snapshot.S3[TransformedSnapshot.Processed, Key]))),
            Marker(snapshot).Rejected);
        Assert.Equal(
            [Key, SnapshotMarker.KeyOf(TransformedSnapshot.Snapshot.Date, TransformedSnapshot.PlaylistId)],
            snapshot.S3.Written[^2..]);
    }

    [Fact]
    public async Task A_later_snapshot_without_rejected_entries_leaves_none()
    {
        var snapshot = new TransformedSnapshot();
        var later = TransformedSnapshot.Snapshot with { Hash = "0123456789abcdef" };
        snapshot.Store(["""{"items":[1]}"""u8.ToArray()]);
        snapshot.Store(later, """{"items":[{}]}"""u8.ToArray(), "2026-11-21T18:00:00Z");

        await snapshot.RunAsync();
        Assert.Single(Lines(snapshot));
        await snapshot.RunAsync(TransformedSnapshot.EventOf(later.Manifest));

        Assert.Empty(Lines(snapshot));
        Assert.Null(Marker(snapshot).Rejected);
    }

    [Theory]
    [InlineData(509, false)]
    [InlineData(510, true)]
    [InlineData(100_000, true)]
    public async Task An_entry_that_is_nested_too_deep_is_rejected_without_its_JSON(int arrays, bool isRejected)
    {
        var deep = $$$"""{"x":{{{new string('[', arrays)}}}{{{new string(']', arrays)}}}}""";
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Encoding.UTF8.GetBytes($$"""{"items":[{},{{deep}},{}]}""")], _ => 3);

        await snapshot.RunAsync();

        Assert.Equal(isRejected ? 2 : 3, snapshot.Rows(Tables.PlaylistEntries).Count);
        if (isRejected)
        {
            var line = Assert.Single(Lines(snapshot));
            Assert.Equal(
                (1, "it is nested in more than 512 levels of the page", JsonValueKind.Null),
                (line.GetProperty("position").GetInt32(), Text(line, "reason"), line.GetProperty("record").ValueKind));
        }
    }

    [Fact]
    public async Task An_entry_with_more_than_a_million_levels_makes_the_page_unreadable()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Encoding.UTF8.GetBytes($$"""{"items":[{{new string('[', 2 << 20)}}""")], _ => 1);

        var refusal = await Assert.ThrowsAsync<SnapshotRefusedException>(() => snapshot.RunAsync());

        Assert.Contains("depth of 1048576 has been exceeded", refusal.Message, StringComparison.Ordinal);
    }

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();

    private static List<JsonElement> Lines(TransformedSnapshot snapshot) =>
    [
        .. Encoding.UTF8.GetString(snapshot.S3[TransformedSnapshot.Processed, Key])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line)),
    ];

    private static SnapshotMarker Marker(TransformedSnapshot snapshot) => SnapshotMarker.Parse(
        snapshot.S3[
            TransformedSnapshot.Processed,
            SnapshotMarker.KeyOf(TransformedSnapshot.Snapshot.Date, TransformedSnapshot.PlaylistId)]);
}
