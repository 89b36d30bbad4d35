using Functions.Transform.Json;
using Tests.Functions.Extract;
using Twin.Host.Door;

namespace Tests.Functions.Spark;

/// <summary><c>functions/spark/tables.py</c> makes the files of the transform function, byte for byte.</summary>
public sealed class SparkTablesTests : FolderTest
{
    private const int Pages = 10_000;
    private const int PagesOfASnapshot = 60;

    // What Python and .NET may read in another way.
    private static readonly string[] Odd =
    [
        "NaN", "Infinity", "-Infinity", "undefined", "[1,]", "{\"a\":1,}", "/**/1", "1//", "01", "-", "+1", ".5", "1.",
        "1e", "0x1", "1_0", "'a'", "\"\\x41\"", "\"\\u12\"", "\"\t\"", "\"\u007f\"", "\"\\ud83d\\ud83d\\ude00\"",
        "\u00a01", "\f1", "1e999999999999", "0e999999999999", "1e-999999999999", "True", "nul", "\"",
        new('9', 5000), "0." + new string('1', 5000), "-9223372036854775808", "-9223372036854775809", "1E2", "-0.0",
    ];

    [Fact]
    public async Task The_job_makes_the_files_of_a_run_and_of_the_captures_in_both_formats()
    {
        var seed = Random.Shared.Next();
        var first = new DateOnly(2026, 11, 1);
        await using var run = await ExtractRun.StartAsync(EventfulYear.Create(seed, first, 60, 24));
        foreach (var day in Enumerable.Range(0, 6))
        {
            run.SetDay(day);
            await run.RunAsync(
                new ScheduledEvent(new DateTimeOffset(first.AddDays(day), new TimeOnly(6, 0), default)),
                ["mine", "top-tracks:short", "liked"]);
        }

        var lake = new JobLake(run.S3);
        foreach (var (number, name) in Captures.Names.Index())
        {
            lake.Store($"capture{number}", RawEndpoint.Items, PagesOf(name, 50));
        }

        foreach (var (number, page) in Captures.OwnPages.Index())
        {
            lake.Store($"own{number}", page.Data.Item2, PagesOf(page.Data.Item1, 50));
        }

        foreach (var (format, users) in TableFormat.All.Zip(StoredUsers.All))
        {
            Assert.Equal(0, await lake.CompareAsync(Folder, format, users, $"seed {seed}"));
        }
    }

    [Fact]
    public async Task The_job_reads_odd_pages_as_the_function_reads_them_or_refuses_them_too()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var hostile = new HostileJson(random);
        var captured = Captures.Names.SelectMany(name => PagesOf(name, 1)).Select(page => page.Bytes)
            .Where(page => page.Length < 6000)
            .ToArray();
        var lake = new JobLake(new MemoryS3());
        var accepted = new List<(byte[] Bytes, int Entries)>();
        var refused = 0;
        for (var i = 0; i < Pages; i++)
        {
            var page = random.Next(3) == 0 ? captured[random.Next(captured.Length)] : hostile.Page(random.Next(1, 4));
            page = random.Next(60) switch
            {
                0 => Deep(page, random.Next(500, 520)),
                1 => Deep(page, 2_000),
                < 20 => HostileJson.Damaged(page, random),
                _ => page,
            };
            // S3 has another refusal for an empty object.
            await AddAsync(page is [] ? [.. " "u8] : page);
        }

        foreach (var value in Odd)
        {
            await AddAsync([.. Preamble, .. Encoding.UTF8.GetBytes($$"""{"x":{{value}},"items":[]}""")]);
            await AddAsync(Encoding.UTF8.GetBytes($$"""{"items":[{{value}}]}"""));
            await AddAsync(Encoding.UTF8.GetBytes(
                $$"""{"items":[{"track":{"id":"a","name":{{value}},"duration_ms":{{value}} } }]}"""));
        }

        foreach (var end in (string[])["", ",0"])
        {
            var many = string.Join(
                ',', Enumerable.Range(0, PlayableItem.MaxArtists).Select(id => $$$"""{"id":"{{{id}}}"}""")) + end;
            await AddAsync(Encoding.UTF8.GetBytes(
                $$$"""{"items":[{"artists":[{{{many}}}],"track":{"id":"a","album":{"artists":[{{{many}}}]} } }]}"""));
        }

        await AddAsync([.. Preamble, .. Preamble, .. """{"items":[]}"""u8]);
        await AddAsync(Deep([.. "{\"items\":[null]}"u8], 100_000));
        foreach (var extra in (int[])[0, 1])
        {
            var text = new string('x', RawPageReader.MaxEntryLength - """{"name":""}""".Length + extra);
            await AddAsync(Encoding.UTF8.GetBytes($$"""{"items":[{"name":"{{text}}"}]}"""));
            await AddAsync(Encoding.UTF8.GetBytes($$"""{"items":[],"x":"{{text}}123456789"}"""));
        }

        Assert.InRange(accepted.Count, Pages / 4, Pages);
        foreach (var (number, pages) in accepted.Chunk(PagesOfASnapshot).Index())
        {
            lake.Store($"odd{number}", RawEndpoint.All[number % RawEndpoint.All.Length], pages);
        }

        for (var i = 0; i < 300; i++)
        {
            lake.Store(
                $"manifest{i}", RawEndpoint.Tracks, [accepted[i]], manifest => HostileJson.Damaged(manifest, random));
        }

        lake.Store("line-feed", RawEndpoint.Tracks, [accepted[0]], manifest => [.. Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(manifest).Replace("\"sha256\": \"", "\"sha256\": \"\\n", StringComparison.Ordinal))]);

        Assert.InRange(
            await lake.CompareAsync(Folder, TableFormat.Csv, StoredUsers.All[seed % 3], $"seed {seed}"),
            refused + 2,
            refused + 300);

        async Task AddAsync(byte[] page)
        {
            var (fault, entries) = await ReadAsync(page);
            if (fault is null)
            {
                accepted.Add((page, entries));
            }
            else
            {
                lake.Store($"refused{refused++}", RawEndpoint.Items, [(page, entries)]);
            }
        }
    }

    [Fact]
    public async Task The_job_makes_the_files_of_odd_months_of_plays()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var hostile = new HostileJson(random);
        var lake = new JobLake(new MemoryS3());
        foreach (var month in (string[])["2022-11", "2022-12", "2022-12"])
        {
            lake.StoreImport(month, [.. Enumerable.Range(0, 400).SelectMany(_ =>
            {
                var line = Encoding.UTF8.GetBytes(hostile.Record());
                return (byte[])[.. random.Next(9) == 0 ? HostileJson.Damaged(line, random) : line, (byte)'\n'];
            })]);
        }

        for (var hour = -3; hour < 20; hour++)
        {
            var page = hostile.Plays(random.Next(20));
            page = random.Next(9) == 0 ? HostileJson.Damaged(page, random) : page;
            if (await ReadAsync(page) is (null, var plays))
            {
                var firedAt = new DateTimeOffset(2022, 12, 1, 0, 5, 0, default).AddHours(hour);
                lake.StorePlays(firedAt, hour < 0 ? ["2022-11"] : ["2022-12", "2022-11"], page, plays);
            }
        }

        Assert.Equal(0, await lake.CompareAsync(
            Folder,
            TableFormat.Csv,
            StoredUsers.Plain,
            $"seed {seed}, from 2022-12-01",
            new DateOnly(2022, 12, 1)));

        // A month that is refused, and one beside it.
        lake.StorePlays(new DateTimeOffset(2021, 1, 31, 0, 0, 0, default), ["2021-01"], [.. "{}"u8], 0);
        lake.StorePlays(
            new DateTimeOffset(2021, 2, 1, 1, 0, 0, default),
            ["2021-02"],
            [.. """{"items":[{"played_at":"2021-02-01T00:00:10.5Z"}]}"""u8],
            1);

        Assert.Equal(1, await lake.CompareAsync(Folder, TableFormat.Csv, StoredUsers.None, $"seed {seed}"));
    }

    [Fact]
    public Task The_tests_of_the_job_pass() => JobLake.Python().RunAsync(
        ["-B", "-m", "unittest", "discover", "-s", Path.Combine(PulumiProject.Folder, "functions", "spark", "tests")],
        "");

    private static byte[] Preamble => Encoding.UTF8.GetPreamble();

    private static async Task<(string? Fault, int Entries)> ReadAsync(byte[] page)
    {
        using var reader = new RawPageReader();
        using var stream = new MemoryStream(page);
        var found = await reader.ReadAsync(stream, new NoSink(), TestContext.Current.CancellationToken);
        return (found.Fault, found.Entries);
    }

    /// <summary>The page with arrays in arrays in place of its first null.</summary>
    private static byte[] Deep(byte[] page, int levels)
    {
        var at = page.AsSpan().IndexOf("null"u8);
        var deep = new string('[', levels) + new string(']', levels);
        return at < 0 ? page : [.. page[..at], .. Encoding.ASCII.GetBytes(deep), .. page[(at + 4)..]];
    }

    private static IEnumerable<(byte[] Bytes, int Entries)> PagesOf(string capture, int entries) =>
        CaptureEntries.Parse(Captures.Read(capture)).Chunk(entries).Select(chunk => (
            Encoding.UTF8.GetBytes($$"""{"items":[{{string.Join(',', chunk)}}]}"""), chunk.Length));

    private sealed class NoSink : IEntrySink
    {
        public void Add(PlaylistEntry entry, EntryText text)
        {
        }

        public void Reject(string reason, ReadOnlySpan<byte> record)
        {
        }
    }
}
