using Local.Cli.Terminal;

namespace Tests.Local.Cli.Terminal;

public sealed class FittedTableTests
{
    [Fact]
    public void Columns_are_aligned_also_with_wide_characters_and_pictures_of_several() => Assert.Equal(
        [
            "name    rank",
            "夜明け  1",
            "🇪🇺      2",
            "👩‍🚀 a    3",
            "Žofka   4",
        ],
        FittedTable.Lines([["name", "rank"], ["夜明け", "1"], ["🇪🇺", "2"], ["👩‍🚀 a", "3"], ["Žofka", "4"]], 80));

    [Fact]
    public void The_widest_columns_are_cut_until_a_line_fits() => Assert.Equal(
        ["play…  song    n", "abcd…  夜明…   10"],
        FittedTable.Lines([["playlist", "song", "n"], ["abcdef", "夜明けの歌", "10"]], 17));

    [Fact]
    public void A_table_that_cannot_fit_is_as_narrow_as_it_gets() => Assert.Equal(
        ["…  …", "a  b"],
        FittedTable.Lines([["one", "two"], ["a", "b"]], 2));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("夜明け", 5, "夜明…")]
    [InlineData("夜明け", 4, "夜…")]
    [InlineData("a👩‍🚀b", 3, "a…")]
    public void A_text_is_cut_between_characters(string text, int width, string fitted) =>
        Assert.Equal(fitted, FittedTable.Fit(text, width));
}
