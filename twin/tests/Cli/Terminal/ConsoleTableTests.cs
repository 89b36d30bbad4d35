using Twin.Cli.Terminal;

namespace Twin.Tests.Cli.Terminal;

public sealed class ConsoleTableTests
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
        ConsoleTable.Lines([["name", "rank"], ["夜明け", "1"], ["🇪🇺", "2"], ["👩‍🚀 a", "3"], ["Žofka", "4"]], 80));

    [Fact]
    public void The_widest_columns_are_cut_until_a_line_fits() => Assert.Equal(
        ["play…  song    n", "abcd…  夜明…   10"],
        ConsoleTable.Lines([["playlist", "song", "n"], ["abcdef", "夜明けの歌", "10"]], 17));

    [Fact]
    public void A_table_that_cannot_fit_is_as_narrow_as_it_gets() => Assert.Equal(
        ["…  …", "a  b"],
        ConsoleTable.Lines([["one", "two"], ["a", "b"]], 2));

    [Fact]
    public void Numbers_are_aligned_to_the_right() => Assert.Equal(
        ["song   n", "a      1", "b     22"],
        ConsoleTable.Lines([["song", "n"], ["a", "1"], ["b", "22"]], 80, 1));

    [Fact]
    public void Whole_lines_break_a_wide_value_after_a_space_and_cut_nothing() => Assert.Equal(
        ["song      rank", "one two      1", "three", "夜明けの     2", "歌🇪🇺", "", "abcdefgh     3", "ij"],
        ConsoleTable.WholeLines(
            [["song", "rank"], ["one two three", "1"], ["夜明けの歌🇪🇺", "2"], ["", ""], ["abcdefghij", "3"]], 14, 1));

    [Fact]
    public void Whole_lines_keep_the_header_whole() => Assert.Equal(
        ["playlist  n", "abcdefgh  1", "ij"],
        ConsoleTable.WholeLines([["playlist", "n"], ["abcdefghij", "1"]], 5));

    [Fact]
    public void Whole_lines_break_no_word_where_the_names_of_columns_can_be_broken() => Assert.Equal(
        [
            "song      places_",
            "           gained",
            "Nordmark        1",
            "daily",
        ],
        ConsoleTable.WholeLines([["song", "places_gained"], ["Nordmark daily", "1"]], 17, 1));

    [Fact]
    public void A_part_of_a_value_does_not_begin_with_a_space() => Assert.Equal(
        ["song  n", "abcd  1", "ef"],
        ConsoleTable.WholeLines([["song", "n"], ["abcd ef", "1"]], 7, 1));

    [Fact]
    public void A_word_that_is_wider_than_the_line_is_broken_and_the_others_are_not() => Assert.Equal(
        ["song  artist", "aaaa  Peter", "aaaa", "aa"],
        ConsoleTable.WholeLines([["song", "artist"], ["aaaaaaaaaa", "Peter"]], 12));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("夜明け", 5, "夜明…")]
    [InlineData("夜明け", 4, "夜…")]
    [InlineData("a👩‍🚀b", 3, "a…")]
    public void A_text_is_cut_between_characters(string text, int width, string fitted) =>
        Assert.Equal(fitted, ConsoleTable.Fit(text, width));
}
