namespace Twin.Tests.Cli.Charts;

public sealed class MarkupWriterTests
{
    [Fact]
    public void Texts_and_attributes_are_escaped() => Assert.Equal(
        "<p class=\"a&quot;b&lt;\">&lt;script&gt;&amp;</p>",
        new MarkupWriter().Element("p", "<script>&", ("class", "a\"b<")).ToString());

    [Fact]
    public void A_control_character_is_its_number_in_texts_titles_and_attributes()
    {
        var text = new MarkupWriter().Begin("g").Title(HostileText.Name, "second").Name(HostileText.Name)
            .Shape("path", ("d", HostileText.Name)).Lines(HostileText.Name).End().ToString();

        HostileText.AssertHarmless(text);
        Assert.Contains("\nsecond</title>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_has_one_decimal_in_any_culture() =>
        Assert.Equal("<path x=\"1234.6\"/>", new MarkupWriter().Shape("path", ("x", 1234.5678)).ToString());

    [Fact]
    public void An_attribute_without_a_value_is_left_out() =>
        Assert.Equal("<b></b>", new MarkupWriter().Begin("b", ("class", null)).End().ToString());

    [Fact]
    public void An_element_that_is_not_closed_is_an_error() =>
        Assert.Throws<InvalidOperationException>(() => new MarkupWriter().Begin("b").ToString());
}
