namespace Twin.Tests.Aws.Athena;

public sealed class OpenCsvSerDeTests
{
    private static readonly OpenCsvSerDe SerDe = new(new OpenCsvFormat());

    [Theory]
    [InlineData("a,b,c", "a|b|c")]
    [InlineData("a,,c", "a||c")]
    [InlineData(",", "|")]
    [InlineData(",,", "||")]
    [InlineData("\"a\",\"b\"", "a|b")]
    [InlineData("\"a,b\",c", "a,b|c")]
    [InlineData("\"\",\"\"", "|")]
    [InlineData("\"\"\"\"", "\"")]
    [InlineData("x,\"\"\"\",y", "x|\"|y")]
    [InlineData("\"say \"\"hi\"\"\",b", "say \"hi\"|b")]
    [InlineData("\"say \\\"hi\\\"\",b", "say \"hi\"|b")]
    [InlineData(@"""C:\\dir"",b", @"C:\dir|b")]
    [InlineData(" a , b ", " a | b ")]
    [InlineData("'a','b'", "'a'|'b'")]
    [InlineData("naïve 😀,\"שלום, עולם\",\u202Ertl", "naïve 😀|שלום, עולם|\u202Ertl")]
    [InlineData("\"👩‍👩‍👧\",\"مرحبا\"", "👩‍👩‍👧|مرحبا")]
    public void A_line_is_split_as_opencsv_splits_it(string line, string fields) =>
        Assert.Equal(fields.Split('|'), SerDe.Parse(line));

    [Theory]
    // a backslash before anything but a quote or a backslash is dropped, inside quotes and outside
    [InlineData(@"""C:\dir"",b", "C:dir|b")]
    [InlineData(@"C:\dir,b", "C:dir|b")]
    [InlineData(@"a\\b,c", @"a\b|c")]
    // At the start of a field nothing is escaped, so both backslashes are dropped.
    [InlineData(@"\\a,b", "a|b")]
    // A backslash before the closing quote consumes the field's end, and the rest of the line with it.
    [InlineData(@"x,""a\"",b", "x")]
    [InlineData(@"x,a\", @"x|a")]
    public void A_backslash_that_is_not_doubled_is_lost(string line, string fields) =>
        Assert.Equal(fields.Split('|'), SerDe.Parse(line));

    [Theory]
    [InlineData("a,bc\"d\"ef,g", "a|bc\"d\"ef|g")]
    [InlineData("a,  \"b\",c", "a|b|c")]
    [InlineData("a\"b\"c,d", "ab\"c|d")]
    [InlineData("a\"\"b,c", "a\"b|c")]
    public void A_quote_within_an_unquoted_field_is_kept_past_the_third_character(string line, string fields) =>
        Assert.Equal(fields.Split('|'), SerDe.Parse(line));

    [Fact]
    public void A_field_whose_quote_is_never_closed_is_left_out()
    {
        Assert.Equal(["a"], SerDe.Parse("a,\"b,c"));
        Assert.Empty(SerDe.Parse("\"a,b"));
    }

    [Fact]
    public void An_empty_field_is_an_empty_text_and_a_missing_one_is_null()
    {
        Assert.Equal([["a", "", null]], Rows("a,\n", 3));
        Assert.Equal([["a", "", null]], Rows("a,\"\"\n", 3));
        Assert.Equal([[null, null, null]], Rows("\n", 3));
    }

    [Fact]
    public void Fields_beyond_the_last_column_are_left_out() => Assert.Equal([["a", "b"]], Rows("a,b,c,d\n", 2));

    [Theory]
    [InlineData("a\nb\n")]
    [InlineData("a\r\nb\r\n")]
    [InlineData("a\rb\r")]
    [InlineData("a\nb")]
    [InlineData("\uFEFFa\nb")]
    public void A_line_ends_at_any_line_break(string text) => Assert.Equal([["a"], ["b"]], Rows(text, 1));

    [Fact]
    public void A_line_break_within_quotes_ends_the_line_all_the_same() =>
        Assert.Equal([["x", null], ["b", "y"]], Rows("x,\"a\nb,y\n", 2));

    [Theory]
    [InlineData('\u0085')]
    [InlineData('\u2028')]
    [InlineData('\v')]
    [InlineData('\f')]
    public void Other_line_separators_do_not_end_a_line(char separator) =>
        Assert.Equal([[$"a{separator}b"]], Rows($"a{separator}b\n", 1));

    [Fact]
    public void The_header_lines_are_no_rows() =>
        Assert.Equal([["1", "2"]], Rows("a,b\n1,2\n", 2, new OpenCsvFormat(HeaderLines: 1)));

    [Fact]
    public void Bytes_that_are_no_utf8_become_replacement_characters()
    {
        using var folder = new TestFolder();
        var file = folder.Write("x.csv", [0x61, 0xFF, 0x62, 0x0A]);
        Assert.Equal([["a\uFFFDb"]], SerDe.ReadRows(file, 1));
    }

    [Fact]
    public void Every_quoted_and_escaped_text_is_read_back()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage("seed {0}", seed);
        var random = new Random(seed);
        string[] parts = ["\"", "\\", ",", "'", " ", "a", "é", "😀", "ש", "\t", "\"\"", "\\\"", "\u202E"];
        for (var run = 0; run < 2000; run++)
        {
            var fields = Enumerable.Range(0, random.Next(1, 6))
                .Select(_ => string.Concat(Enumerable.Range(0, random.Next(0, 8))
                    .Select(_ => parts[random.Next(parts.Length)])))
                .ToArray();
            var line = string.Join(',', fields.Select(Escaped));
            Assert.True(fields.SequenceEqual(SerDe.Parse(line)), $"seed {seed}: {line}");
        }

        static string Escaped(string field) => '"'
            + field.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            + '"';
    }

    private static List<string?[]> Rows(string text, int columns, OpenCsvFormat? format = null)
    {
        using var folder = new TestFolder();
        var file = folder.Write("x.csv", Encoding.UTF8.GetBytes(text));
        return new OpenCsvSerDe(format ?? new OpenCsvFormat()).ReadRows(file, columns).ToList();
    }
}
