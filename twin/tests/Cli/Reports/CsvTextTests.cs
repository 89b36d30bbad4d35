using Twin.Aws.Athena.Results;

namespace Twin.Tests.Cli.Reports;

public sealed class CsvTextTests
{
    [Fact]
    public void What_Athena_writes_is_read_back()
    {
        ImmutableArray<ImmutableArray<object?>> rows =
        [
            ["plain", null, "with \"quotes\", a comma"], [null, null, null], ["", "two\nlines", "\u202e"], [null, "x", null],
        ];
        var result = new QueryResult(
            [new ResultColumn("a", "varchar"), new ResultColumn("b \"c\"", "varchar"), new ResultColumn("d", "varchar")], rows);

        var read = CsvText.Parse(result.ToCsv());

        Assert.Equal(["a", "b \"c\"", "d"], read[0]);
        Assert.Equal(
            rows.Select(row => row.Cast<string?>().ToArray()).ToArray(),
            read[1..].Select(row => row.ToArray()).ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"a\",\"b")]
    [InlineData("a,b\n\"x\"y,,\n,")]
    [InlineData("\n\n")]
    public void A_broken_file_is_no_error(string text) => Assert.InRange(CsvText.Parse(text).Length, 0, 3);
}
