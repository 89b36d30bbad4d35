using Functions.Transform.Json;

namespace Tests.Functions.Transform;

/// <summary>Damaged pages, which were cut, or in which bytes were changed, moved or lost. Each is accepted or refused
/// like <see cref="Utf8JsonReader"/> does, and read like a slow transformation reads it, however its bytes
/// come.</summary>
public sealed class FuzzedRawPageTests
{
    private const int Cases = 100_000;
    private const int CasesOfAPage = 250;
    private const int DeeplyCompared = 15;

    // Less than most entries have, more than the values around them.
    private const int MaxEntryLength = 256;
    private const string TooLong = " has more than 256 bytes";

    private static readonly SnapshotManifest Manifest = new(
        SnapshotManifest.CurrentSchema,
        new ManifestPlaylist(TransformedSnapshot.PlaylistId, null, null, "s", 0),
        "2026-11-21T06:00:00Z",
        TransformedSnapshot.Snapshot.Date,
        "items",
        "https://api.spotify.com/v1/",
        "1.0.0",
        []);

    [Fact]
    public async Task A_damaged_page_is_read_as_a_slow_reader_reads_it_or_refused()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        using var tiny = new RawPageReader(16);
        using var small = new RawPageReader(700);
        using var usual = new RawPageReader();
        using var strict = new RawPageReader(16, MaxEntryLength);
        var (accepted, tooLong) = (0, 0);
        byte[] page = [];
        for (var i = 0; i < Cases; i++)
        {
            if (i % CasesOfAPage == 0)
            {
                page = new HostileJson(random).Page(random.Next(1, 3));
            }

            var damaged = HostileJson.Damaged(page, random);
            var reader = random.Next(4) switch { 0 => tiny, 1 => small, 2 => strict, _ => usual };
            var expected = Entries(damaged);
            var sink = new Counter();

            var found = await reader.ReadAsync(Stream(damaged, random), sink, Cancel);

            if (found.Fault?.EndsWith(TooLong, StringComparison.Ordinal) == true)
            {
                Assert.Same(strict, reader);
                Assert.True(damaged.Length > MaxEntryLength, $"seed {seed}, case {i}: a short page is too long");
                tooLong++;
                continue;
            }

            Assert.True(
                (found.Fault is null) == (expected is not null),
                $"seed {seed}, case {i}: '{found.Fault}' is said of {Convert.ToBase64String(damaged)}");
            if (expected is not null)
            {
                Assert.True(
                    expected == found.Entries, $"seed {seed}, case {i}: {expected} and {found.Entries} entries");
                if (accepted++ % DeeplyCompared == 0 && reader != strict)
                {
                    await CompareAsync(reader, damaged, random, $"seed {seed}, case {i}");
                }
            }
        }

        // Else the cases would say little.
        Assert.InRange(accepted, Cases / 100, Cases / 2);
        Assert.InRange(tooLong, Cases / 100, Cases / 2);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task CompareAsync(RawPageReader reader, byte[] page, Random random, string title)
    {
        using var tables = new SnapshotTables(Manifest, TableFormat.Csv, UserIds.Plain);
        await reader.ReadAsync(Stream(page, random), tables, Cancel);

        var expected = SlowTransform.Run(TransformedSnapshot.PlaylistId, [page]);
        foreach (var writer in tables.All.Skip(1))
        {
            using var file = new StreamReader(writer.Finish().Reread());
            var rows = OpenCsv.Read(await file.ReadToEndAsync(Cancel)).Skip(1).Select(row => string.Join('|', row));
            Assert.True(
                expected.Rows(writer.Table).SequenceEqual(rows, StringComparer.Ordinal),
                $"{title}: other {writer.Table.Name} of {Convert.ToBase64String(page)}");
        }
    }

    private static OddStream Stream(byte[] page, Random random)
    {
        var most = random.Next(3) switch { 0 => 1, 1 => 50, _ => 5000 };
        return new OddStream(page, () => random.Next(1, most + 1));
    }

    /// <summary>The number of entries of the page; null if it is no page.</summary>
    private static int? Entries(byte[] page)
    {
        try
        {
            return SlowTransform.EntriesOf(page).Count;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed class Counter : IEntrySink
    {
        public void Add(PlaylistEntry entry, EntryText text)
        {
        }

        /// <summary>No other reason may occur: what the reader accepts as JSON, the cursor reads too.</summary>
        public void Reject(string reason, ReadOnlySpan<byte> record) => Assert.EndsWith(" and no object", reason);
    }
}
