using Functions.Transform.Json;

namespace Tests.Functions.Transform.Json;

public sealed class FlatStringsTests
{
    [Theory]
    [InlineData("[]")]
    [InlineData("[ ]")]
    [InlineData("[\"DE\"]")]
    [InlineData("[\"DE\",\"FR\",\"US\",\"GB\",\"JP\",\"BR\",\"SE\"]")]
    [InlineData("[ \"de\" , \"a long text, with ] and ü\",\"\"]")]
    public void An_array_of_plain_strings_is_measured_whole(string array)
    {
        var json = Encoding.UTF8.GetBytes(array + ",\"rest\"]");

        Assert.Equal(Encoding.UTF8.GetByteCount(array), FlatStrings.Measure(json));
    }

    [Theory]
    [InlineData("\"DE\"")]
    [InlineData("[1]")]
    [InlineData("[\"DE\",null]")]
    [InlineData("[\"D\\u0045\"]")]
    [InlineData("[\"DE\",]")]
    [InlineData("[\"DE\" \"FR\"]")]
    [InlineData("[\"D\n\"]")]
    [InlineData("[\"DE\",\"FR\",\"US\",\"GB\"")]
    public void Anything_else_is_not_measured(string json) =>
        Assert.Equal(0, FlatStrings.Measure(Encoding.UTF8.GetBytes(json)));
}
