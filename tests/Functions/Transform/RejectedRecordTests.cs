using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Functions.Lake;
using Functions.Metrics;
using Functions.Transform;
using Local.Aws.Declaration;

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
    public async Task An_entry_that_is_no_object_is_kept_and_the_others_go_on(string record, string reason)
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

    [Fact]
    public async Task Rejected_entries_are_counted_and_the_marker_tells_of_them()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store(["""{"items":[1,{"track":null},"x"]}"""u8.ToArray()]);

        var report = Assert.Single((await snapshot.RunAsync()).Snapshots);

        Assert.Equal(2, report.Rejected);
        Assert.Equal([2], snapshot.Output.Of(LakeMetrics.RejectedRecords));
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
    [InlineData("{\"x\":[", "1,", "2]}")]
    [InlineData("[", "{},", "0]")]
    [InlineData("{\"track\":{\"id\":\"c\",\"name\":\"", "Ü\\u00fc\\\"", "\"}}")]
    [InlineData("{\"", "key", "\":-1.5e+3}")]
    [InlineData("\"", "\\ud83d", "\"")]
    [InlineData("[-0.1e", "0", "]")]
    [InlineData("", "1234", "")]
    public async Task An_entry_that_is_far_too_long_is_rejected_without_its_JSON(string begin, string piece, string end)
    {
        var entry = begin + Repeated(piece) + end;

        var snapshot = await TransformedSnapshot.OfAsync($$"""{"track":{"id":"a"} },{{entry}},{"track":{"id":"b"} }""");

        Assert.Equal(
            [("0", "a"), ("2", "b")],
            snapshot.Rows(Tables.PlaylistEntries).Select(row => (row["position"], row["song_id"])));
        var line = Assert.Single(Lines(snapshot));
        Assert.Equal("it has more than 4194304 bytes", Text(line, "reason"));
        Assert.Equal(JsonValueKind.Null, line.GetProperty("record").ValueKind);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(700)]
    [InlineData(1 << 20)]
    public async Task A_name_of_5_MB_costs_no_more_than_its_entry_however_its_bytes_come(int piece)
    {
        var page = $$$"""{"items":[{},{"track":{"name":"{{{new string('x', 5 << 20)}}}"}},{},7],"next":null}""";
        var sink = new Listing();
        using var reader = new PageReader(piece);

        var found = await reader.ReadAsync(
            new OddStream(Encoding.UTF8.GetBytes(page), () => piece), sink, TestContext.Current.CancellationToken);

        Assert.Null(found.Fault);
        Assert.Equal(4, found.Entries);
        Assert.Equal(["added", "it has more than 4194304 bytes", "added", "it is a number and no object"], sink.Heard);
    }

    [Theory]
    [InlineData("", "it ends within an entry")]
    [InlineData("\n\"}}]}", "0x0A stands where it must not")]
    [InlineData("\\x\"}}]}", "0x78 stands where it must not")]
    [InlineData("\\u00g0\"}}]}", "0x67 stands where it must not")]
    [InlineData("\"}]}", "0x5D stands where it must not")]
    [InlineData("\"}}}", "neither a comma nor the end of the items")]
    public async Task A_page_that_is_no_JSON_behind_what_is_too_long_is_refused(string rest, string reason)
    {
        var page = $$$"""{"items":[{"track":{"name":"{{{Repeated("xyz")}}}""" + rest;
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Encoding.UTF8.GetBytes(page)], _ => 1);

        var refusal = await Assert.ThrowsAsync<SnapshotRefusedException>(() => snapshot.RunAsync());

        Assert.Contains("page-00000.json: the page cannot be read", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(snapshot.S3.Written);
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
    public async Task An_entry_that_is_nested_deeper_than_anybody_can_count_makes_the_page_unreadable()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Encoding.UTF8.GetBytes($$"""{"items":[{{new string('[', 2 << 20)}}""")], _ => 1);

        var refusal = await Assert.ThrowsAsync<SnapshotRefusedException>(() => snapshot.RunAsync());

        Assert.Contains("nested in more than 1048576 levels", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_outside_the_entries_that_is_far_too_long_makes_the_page_unreadable()
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Encoding.UTF8.GetBytes($$"""{"items":[],"x":"{{Repeated("xyz")}}"}""")]);

        var refusal = await Assert.ThrowsAsync<SnapshotRefusedException>(() => snapshot.RunAsync());

        Assert.Contains("page-00000.json: the page cannot be read", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("more than 4194304 bytes", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(snapshot.S3.Written);
    }

    private static string Repeated(string piece) =>
        new StringBuilder().Insert(0, piece, (PageReader.LongestEntry / piece.Length) + 1).ToString();

    private static string? Text(JsonElement line, string name) => line.GetProperty(name).GetString();

    private static List<JsonElement> Lines(TransformedSnapshot snapshot) =>
    [
        .. Encoding.UTF8.GetString(snapshot.S3[TransformedSnapshot.Processed, Key])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line)),
    ];

    private sealed class Listing : IEntrySink
    {
        public List<string> Heard { get; } = [];

        public void Add(PlaylistEntry entry, EntryText text) => Heard.Add("added");

        public void Reject(string reason, ReadOnlySpan<byte> record) => Heard.Add(reason);
    }

    private static SnapshotMarker Marker(TransformedSnapshot snapshot) => SnapshotMarker.Parse(
        snapshot.S3[
            TransformedSnapshot.Processed,
            SnapshotMarker.KeyOf(TransformedSnapshot.Snapshot.Date, TransformedSnapshot.PlaylistId)]);
}
