using Twin.Tests.Aws.Glue;

using Table = Functions.Lake.Table;

namespace Twin.Tests.Aws.Athena;

/// <summary>The rows are the same in each format, read back by the rules of Athena's SerDe.</summary>
public sealed partial class TableFormatTests
{
    private const string Database = "lake";
    private const int Rows = 4000;

    private static readonly Table Made = new(
        "made",
        [new("id", ""), new("name", ""), new("other", ""), new("number", ""), new("flag", "")]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Any_rows_are_read_back_from_each_form_as_they_were_but_for_line_breaks()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var rows = Enumerable.Range(0, Rows).Select(i => new MadeRow(
            i, Hostile(random), Hostile(random), random.Next(4) == 0 ? null : random.NextInt64(), Flag(random)))
            .ToList();
        var expected = rows.ConvertAll(row => row.Expected);

        foreach (var format in TableFormat.All)
        {
            using var lake = new TestFolder();
            lake.Write("b/made/snapshot_date=2026-11-21/p." + format.Name, Written(rows, format));

            var actual = Query(lake, "b", format, [Made])[0];

            Assert.True(expected.Count == actual.Count, $"seed {seed}, {format.Name}: {actual.Count} rows");
            Assert.All(expected.Zip(actual), row => Assert.True(
                row.First == row.Second, $"seed {seed}, {format.Name}:\n{row.First}\nand\n{row.Second}"));
        }
    }

    [Fact]
    public async Task Any_playlist_gives_the_same_rows_in_each_form()
    {
        const int Playlists = 60;
        var seed = Random.Shared.Next();
        using var lake = new TestFolder();
        for (var i = 0; i < Playlists; i++)
        {
            var random = new Random(seed + i);
            var page = new HostileJson(random).Page(random.Next(12));
            foreach (var format in TableFormat.All)
            {
                var snapshot = new TransformedSnapshot { Format = format };
                snapshot.Store([page]);
                await snapshot.RunAsync();
                foreach (var table in Tables.All)
                {
                    lake.Write($"{format.Name}/{table.Prefix}snapshot_date=2026-11-21/{i:D3}.{format.Name}",
                        snapshot.Bytes(table));
                }
            }
        }

        AssertAlike(lake, $"seed {seed}");
    }

    [Theory]
    [MemberData(nameof(Captures.Cases), MemberType = typeof(Captures))]
    public async Task Captured_answers_give_the_same_rows_in_each_form(string name)
    {
        var entries = string.Join(',', CaptureEntries.Parse(Captures.Read(name)));
        using var lake = new TestFolder();
        foreach (var format in TableFormat.All)
        {
            var snapshot = new TransformedSnapshot { Format = format };
            snapshot.Store([Encoding.UTF8.GetBytes($$"""{"items":[{{entries}}]}""")]);
            await snapshot.RunAsync();
            foreach (var table in Tables.All)
            {
                lake.Write($"{format.Name}/{table.Prefix}snapshot_date=2026-11-21/p.{format.Name}",
                    snapshot.Bytes(table));
            }
        }

        AssertAlike(lake, name);
    }

    [Fact]
    public void A_line_of_JSON_has_every_column_in_the_tables_order_and_texts_only()
    {
        var lines = Encoding.UTF8.GetString(Written(
            [new MadeRow(1, "a\"\\b\r\nc", null, 7, true), new MadeRow(2, "é 🎵 <&'", "", null, null)],
            TableFormat.JsonLines)).Split('\n');

        Assert.Equal("""{"id":"1","name":"a\"\\b c","other":"","number":"7","flag":"true"}""", lines[0]);
        Assert.Equal(["id", "name", "other", "number", "flag"], Properties(lines[1]).Select(column => column.Name));
        Assert.All(Properties(lines[1]), column => Assert.Equal(JsonValueKind.String, column.Value.ValueKind));
        Assert.Equal(["2", "é 🎵 <&'", "", "", ""], Properties(lines[1]).Select(column => column.Value.GetString()));
        Assert.Equal(("", 3), (lines[2], lines.Length));
    }

    [Fact]
    public void A_form_has_a_name_and_knows_the_others()
    {
        Assert.Equal(["csv", "jsonl"], TableFormat.All.Select(format => format.Name));
        Assert.Same(TableFormat.JsonLines, TableFormat.Find("jsonl"));
        Assert.Null(TableFormat.Find("CSV"));
        Assert.Equal([TableFormat.Csv], TableFormat.JsonLines.Others);
    }

    private static List<JsonProperty> Properties(string line) => [.. JsonElement.Parse(line).EnumerateObject()];

    private static byte[] Written(IEnumerable<MadeRow> rows, TableFormat format)
    {
        using var writer = TableWriter.Create(Made, format);
        foreach (var row in rows)
        {
            writer.Field((long)row.Id).Field(row.Name).Field(row.Other).Field(row.Number).Field(row.Flag).EndRow();
        }

        using var file = new MemoryStream();
        writer.Finish().Reread().CopyTo(file);
        return file.ToArray();
    }

    private static void AssertAlike(TestFolder lake, string title)
    {
        var (csv, json) = (
            Query(lake, "csv", TableFormat.Csv, Tables.All), Query(lake, "jsonl", TableFormat.JsonLines, Tables.All));
        foreach (var (table, inCsv, inJson) in Tables.All.Zip(csv, json))
        {
            Assert.True(inCsv.SequenceEqual(inJson, StringComparer.Ordinal), $"{title}, {table.Name}");
        }
    }

    /// <summary>The rows of each table as a query sees them, read by the declared SerDe.</summary>
    private static List<List<string>> Query(
        TestFolder lake, string bucket, TableFormat format, IReadOnlyCollection<Table> tables)
    {
        var catalog = new Catalog();
        catalog.AddDatabase(Database);
        foreach (var table in tables)
        {
            catalog.Put(Database, TestTable.From(table, bucket, format));
        }

        var crawl = Crawler.Run(
            [.. tables.Select(table => new CrawlerTarget(Database, table.Name))], lake.Root, catalog, Cancel);
        Assert.Empty(crawl.Mistakes);
        using var engine = AthenaEngine.Open(catalog, lake.Root, TimeProvider.System);
        return [.. tables.Select(table => RowsOf(engine, table))];
    }

    private static List<string> RowsOf(AthenaEngine engine, Table table)
    {
        var columns = string.Join(", ", table.Columns.Select(column => $"\"{column}\""));
        return
        [
            .. engine.Execute($"SELECT {columns} FROM \"{table.Name}\"", Database, Cancel).Rows
                .Select(row => JsonSerializer.Serialize(row)),
        ];
    }

    private static bool? Flag(Random random) => random.Next(3) switch { 0 => true, 1 => false, _ => null };

    private static string Hostile(Random random)
    {
        const string Odd = "\"\"\"\\\\\\,,;|\t '{}[]:#=\r\n\v\f\0\a\b\u001B\u007F"
            + "\u0085\u00A0\u2028\u2029\u202E\u200B\uFEFF\uFFFD";
        var text = new StringBuilder();
        for (var length = random.Next(random.Next(20) == 0 ? 5000 : 12); length > 0; length--)
        {
            switch (random.Next(5))
            {
                case 0:
                    text.Append((char)random.Next('a', 'z'));
                    break;
                case 1:
                    text.Append(new Rune(random.Next(2) == 0 ? random.Next(0xD800) : random.Next(0xE000, 0x110000)));
                    break;
                default:
                    text.Append(Odd[random.Next(Odd.Length)]);
                    break;
            }
        }

        return text.ToString();
    }

    private sealed record MadeRow(int Id, string Name, string? Other, long? Number, bool? Flag)
    {
        /// <summary>The row of a line: every value is a text, and an unknown one is empty.</summary>
        public string Expected => JsonSerializer.Serialize<object[]>(
        [
            $"{Id}", OneLine(Name), OneLine(Other ?? ""), $"{Number}", Flag is { } flag ? flag ? "true" : "false" : "",
        ]);

        private static string OneLine(string text) =>
            LineBreak().Replace(text, " ").Replace("\0", "", StringComparison.Ordinal);
    }

    [GeneratedRegex("\r\n|[\r\n\v\f\u0085\u2028\u2029]")]
    private static partial Regex LineBreak();
}
