using Twin.Cli.Comparison;

namespace Twin.Tests.Cli.Comparison;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("top_songs", "`top_songs`")]
    [InlineData("@everyone <b>#1</b> [a](http://b)", "`@everyone <b>#1</b> [a](http://b)`")]
    [InlineData("a`b", "`a\\u0060b`")]
    [InlineData("a|b", "`a\\u007cb`")]
    [InlineData("a\r\n\t\0b", "`a\\u000d\\u000a\\u0009\\u0000b`")]
    [InlineData("a\u2028b\u202eb\u200bb", "`a\\u2028b\\u202eb\\u200bb`")]
    [InlineData("", "*(empty)*")]
    [InlineData(null, "*(empty)*")]
    [InlineData("日本 🎵", "`日本 🎵`")]
    public void Any_text_is_one_code_span(string? text, string code) => Assert.Equal(code, MarkdownText.Code(text));

    [Fact]
    public void A_cut_text_shows_the_number_of_omitted_characters()
    {
        Assert.Equal($"`{new string('a', 300)} … (5 more characters)`", MarkdownText.Code(new string('a', 305)));
        Assert.True(MarkdownText.Code(new string('`', 10_000)).Length < 350);
    }

    [Fact]
    public void A_cut_list_shows_the_number_of_omitted_texts() =>
        Assert.EndsWith("`20` and 5 more", MarkdownText.Codes([.. Enumerable.Range(1, 25).Select(n => $"{n}")]));
}
