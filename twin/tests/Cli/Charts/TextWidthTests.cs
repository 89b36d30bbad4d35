namespace Twin.Tests.Cli.Charts;

public sealed class TextWidthTests
{
    [Theory]
    [InlineData("A very long name of a song that nobody reads to its end")]
    [InlineData("日本語のとても長いプレイリスト名前です")]
    [InlineData("قائمة طويلة جدا من الأغاني العربية القديمة")]
    [InlineData("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦🇪🇺🇪🇺🇪🇺")]
    [InlineData("e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301")]
    public void A_name_that_is_cut_fits_and_parts_no_letter_from_its_marks(string name)
    {
        var cut = TextWidth.Cut(name, 100, 12);

        Assert.EndsWith("…", cut, StringComparison.Ordinal);
        Assert.InRange(TextWidth.Estimate(cut, 12), 40, 100);
        var whole = StringInfo.ParseCombiningCharacters(name);
        Assert.StartsWith(cut[..^1], name, StringComparison.Ordinal);
        Assert.Contains(cut.Length - 1, whole);
    }

    [Fact]
    public void A_name_that_fits_stays() => Assert.Equal("Ночь", TextWidth.Cut("Ночь", 100, 12));

    [Fact]
    public void A_letter_keeps_the_marks_that_a_language_gives_it_and_loses_those_that_would_cover_other_lines()
    {
        Assert.Equal("שִׁ֑יר ộ จุ๊", TextWidth.Cut("שִׁ֑יר ộ จุ๊", 300, 12));
        Assert.Equal(
            "Z" + new string('\u0301', 4) + "al", TextWidth.Cut("Z" + new string('\u0301', 90) + "al", 100, 12));
    }

    [Fact]
    public void A_name_of_control_characters_is_measured_as_it_is_shown()
    {
        Assert.Equal(@"\u001b[31m", TextWidth.Cut("\u001b[31m", 100, 12));
        Assert.InRange(TextWidth.Estimate(TextWidth.Cut(new string('\u202e', 50), 100, 12), 12), 40, 100);
    }

    [Fact]
    public void A_width_without_room_is_an_ellipsis() => Assert.Equal("…", TextWidth.Cut("long name", 5, 12));
}
