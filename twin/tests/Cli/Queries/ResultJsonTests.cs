using Twin.Aws.Athena.Results;
using Twin.Cli.Queries;
using Twin.Cli.Terminal;

namespace Twin.Tests.Cli.Queries;

public sealed class ResultJsonTests
{
    [Theory]
    [InlineData("tinyint", "-7", "-7")]
    [InlineData("smallint", "7", "7")]
    [InlineData("integer", "7", "7")]
    [InlineData("bigint", "9223372036854775807", "9223372036854775807")]
    [InlineData("real", "0.5", "0.5")]
    [InlineData("float", "0.5", "0.5")]
    [InlineData("double", "1.0E10", "1.0E10")]
    [InlineData("double", "NaN", "\"NaN\"")]
    [InlineData("double", "-Infinity", "\"-Infinity\"")]
    [InlineData("decimal(38,2)", "12345678901234567890.10", "12345678901234567890.10")]
    [InlineData("decimal", "1.50", "1.50")]
    [InlineData("boolean", "true", "true")]
    [InlineData("boolean", "false", "false")]
    [InlineData("varchar", "7", "\"7\"")]
    [InlineData("varchar", "true", "\"true\"")]
    [InlineData("varchar", "", "\"\"")]
    [InlineData("date", "2026-11-01", "\"2026-11-01\"")]
    [InlineData("timestamp", "2026-11-01 06:00:00.000", "\"2026-11-01 06:00:00.000\"")]
    [InlineData("array", "[a, b]", "\"[a, b]\"")]
    [InlineData("varchar", "שיר 日本 é", "\"שיר 日本 é\"")]
    [InlineData("varchar", "a\"b\\c\n", "\"a\\\"b\\\\c\\n\"")]
    public void A_value_has_the_type_of_its_column(string type, string text, string expected) =>
        Assert.Equal($"[\n{{\"x\":{expected}}}\n]\n", ResultJson.Serialize(Result(type, text)));

    [Fact]
    public void NULL_is_null_whatever_the_type()
    {
        Assert.Equal("[\n{\"x\":null}\n]\n", ResultJson.Serialize(Result("varchar", null)));
        Assert.Equal("[\n{\"x\":null}\n]\n", ResultJson.Serialize(Result("bigint", null)));
    }

    [Fact]
    public void Each_row_is_an_object_on_a_line_of_its_own()
    {
        var result = new QueryResult(
            [new ResultColumn("song", "varchar"), new ResultColumn("rank", "bigint")], [["a", 1L], ["b", 2L]]);

        Assert.Equal("[\n{\"song\":\"a\",\"rank\":1},\n{\"song\":\"b\",\"rank\":2}\n]\n", ResultJson.Serialize(result));
    }

    [Fact]
    public void A_result_without_rows_is_an_empty_array() =>
        Assert.Equal("[]\n", ResultJson.Serialize(new QueryResult([new ResultColumn("x", "varchar")], [])));

    [Fact]
    public void Two_columns_of_one_name_are_refused()
    {
        var wrong = Assert.Throws<InputException>(() => ResultJson.Serialize(new QueryResult(
            [new ResultColumn("x", "varchar"), new ResultColumn("x", "varchar")], [["1", "2"]])));

        Assert.Contains("'x'", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("AS", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_steers_no_terminal_and_is_still_the_same_text()
    {
        var name = HostileText.Name[..^1];
        await using var written = new StringWriter();
        await using var console = new VisibleWriter(written);

        await console.WriteAsync(ResultJson.Serialize(Result("varchar", name)));

        HostileText.AssertHarmless(written.ToString());
        using var json = JsonDocument.Parse(written.ToString());
        Assert.Equal(name, json.RootElement[0].GetProperty("x").GetString());
    }

    private static QueryResult Result(string type, string? text) =>
        new([new ResultColumn("x", type)], [ImmutableArray.Create<object?>(text)]);
}
