using Twin.Cli.Terminal;

namespace Twin.Tests.Cli.Terminal;

public sealed class VisibleTextTests
{
    [Fact]
    public void Control_and_format_characters_stand_as_their_numbers() =>
        Assert.Equal(HostileText.Shown, VisibleText.OnOneLine(HostileText.Name));

    [Fact]
    public void No_control_and_no_separator_of_lines_is_left_on_a_line()
    {
        var all = string.Concat(Enumerable.Range(0, 0x110000)
            .Where(code => code is < 0xD800 or > 0xDFFF)
            .Select(char.ConvertFromUtf32)
            .Where(text => char.IsControl(text[0]) || text is "\u2028" or "\u2029"));

        Assert.Equal(67, all.Length);
        Assert.All(VisibleText.OnOneLine(all), letter => Assert.InRange(letter, ' ', '~'));
    }

    [Theory]
    [InlineData("plain text, 100 % of it \\ [bold]")]
    [InlineData("夜明け ｻｲﾀﾞｰ 밤하늘 Ночь Žofka 🌙")]
    [InlineData("ليل قمر 123")]
    [InlineData("לילה, ירח (חלון)")]
    [InlineData("می\u200cخواهم")]
    [InlineData("क्\u200dष र\u094d\u200dय")]
    [InlineData("👩\u200d🚀 🏳\ufe0f\u200d🌈 🧑🏽\u200d🚀 👩\u200d❤\ufe0f\u200d👩 🌧\ufe0f 🇪🇺")]
    [InlineData("\u0600\u0661 \u06dd\u0661")]
    [InlineData("葛\U000e0100")]
    public void Names_of_all_scripts_stay_as_they_are(string name) => Assert.Equal(name, VisibleText.OnOneLine(name));

    [Theory]
    [InlineData("pay\u200dpal", @"pay\u200dpal")]
    [InlineData("пей\u200cпал", @"пей\u200cпал")]
    [InlineData("\u200dליל", @"\u200dליל")]
    [InlineData("ليل\u200c", @"ليل\u200c")]
    [InlineData("ل\u200d\u200dل", @"ل\u200d\u200dل")]
    [InlineData("🚀\u200d \u200d🚀", @"🚀\u200d \u200d🚀")]
    public void A_joiner_that_joins_nothing_is_shown(string name, string shown) =>
        Assert.Equal(shown, VisibleText.OnOneLine(name));

    [Theory]
    [InlineData("one\ntwo\r\nthree", "one\n  two\n  three")]
    [InlineData("one\rtwo", @"one\u000dtwo")]
    [InlineData("one", "one")]
    [InlineData("", "")]
    public void The_further_lines_of_a_message_are_indented(string message, string shown) =>
        Assert.Equal(shown, VisibleText.OfMessage(message));

    [Fact]
    public void A_line_break_on_one_line_is_shown() =>
        Assert.Equal(@"one\u000atwo\u000athree", VisibleText.OnOneLine("one\ntwo\r\nthree"));
}
