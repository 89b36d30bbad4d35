using Functions.Transform.Json;

namespace Tests.Functions.Transform;

/// <summary>A page with a value above 4 MB is refused by name, like any page that cannot be read.</summary>
public sealed class LongValueTests
{
    private const string Limit = "has more than 4194304 bytes";

    [Theory]
    [InlineData("{\"x\":[", "1,", "2]}")]
    [InlineData("[", "{},", "0]")]
    [InlineData("{\"track\":{\"id\":\"c\",\"name\":\"", "Ü\\u00fc\\\"", "\"}}")]
    [InlineData("{\"", "key", "\":-1.5e+3}")]
    [InlineData("\"", "\\ud83d", "\"")]
    [InlineData("", "1234", "")]
    public async Task An_entry_above_4_MB_is_refused_by_name(string begin, string piece, string end)
    {
        var message = await RefuseAsync(
            $$"""{"items":[{"track":{"id":"a"} },{{begin}}{{Repeated(piece)}}{{end}},{"track":{"id":"b"} }]}""");

        Assert.Contains(
            $"the page cannot be read: its entry 1, counted from 0, {Limit}", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_outside_the_entries_above_4_MB_is_refused_by_name()
    {
        var message = await RefuseAsync($$"""{"items":[],"x":"{{Repeated("xyz")}}"}""");

        Assert.Contains(
            $"the page cannot be read: a value outside its entries {Limit}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "its entry 1, counted from 0, has more than 4194304 bytes")]
    public async Task An_entry_of_4_MB_is_read_and_not_a_byte_more(int more, string? fault)
    {
        const string Empty = """{"x":""}""";
        var text = new string('x', RawPageReader.MaxEntryLength - Empty.Length + more);
        var sink = new Counter();
        using var reader = new RawPageReader();

        var found = await reader.ReadAsync(
            new MemoryStream(Encoding.UTF8.GetBytes($$"""{"items":[{},{"x":"{{text}}"},{}]}""")),
            sink,
            TestContext.Current.CancellationToken);

        Assert.Equal((fault, fault is null ? 3 : 1), (found.Fault, sink.Added));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(700)]
    [InlineData(1 << 20)]
    public async Task The_hash_is_of_the_whole_page_however_its_bytes_come(int piece)
    {
        var page = Encoding.UTF8.GetBytes(
            $$$"""{"items":[{},{"track":{"name":"{{{new string('x', 5 << 20)}}}"}},{}],"next":null}""");
        var sink = new Counter();
        using var reader = new RawPageReader(piece);

        var found = await reader.ReadAsync(
            new OddStream(page, () => piece), sink, TestContext.Current.CancellationToken);

        Assert.Equal(
            (page.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(page)), 1),
            (found.Bytes, found.Sha256, sink.Added));
        Assert.EndsWith(Limit, found.Fault, StringComparison.Ordinal);
    }

    private static async Task<string> RefuseAsync(string page)
    {
        var snapshot = new TransformedSnapshot();
        snapshot.Store([Encoding.UTF8.GetBytes(page)]);
        var raw = snapshot.S3.KeysOf(TransformedSnapshot.Raw).ToList();

        var refusal = await Assert.ThrowsAsync<SnapshotRefusedException>(() => snapshot.RunAsync());

        Assert.StartsWith(
            $"s3://{TransformedSnapshot.Raw}/{TransformedSnapshot.Snapshot.Page(0)}: ",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.Empty(snapshot.S3.Written);
        Assert.Equal(raw, snapshot.S3.KeysOf(TransformedSnapshot.Raw));
        return refusal.Message;
    }

    private static string Repeated(string piece) =>
        new StringBuilder().Insert(0, piece, (RawPageReader.MaxEntryLength / piece.Length) + 1).ToString();

    private sealed class Counter : IEntrySink
    {
        public int Added { get; private set; }

        public void Add(PlaylistEntry entry, EntryText text) => Added++;

        public void Reject(string reason, ReadOnlySpan<byte> record) => Assert.Fail(reason);
    }
}
