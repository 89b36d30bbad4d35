using Twin.Cli.Comparison;

namespace Twin.Tests.Cli.Comparison;

public sealed class LineDifferenceTests
{
    [Fact]
    public void Removed_and_added_lines_are_shown_with_the_lines_around_them()
    {
        var before = string.Join('\n', Enumerable.Range(1, 9));
        var after = before.Replace("5", "five\nfive and a half", StringComparison.Ordinal);

        Assert.Equal(
            [
                "  … 2 lines are the same", "  3", "  4", "- 5", "+ five", "+ five and a half", "  6", "  7",
                "  … 2 lines are the same",
            ],
            LineDifference.Between(before, after));
    }

    [Fact]
    public void Line_endings_are_not_compared() =>
        Assert.DoesNotContain(LineDifference.Between("a\r\nb", "a\nb"), line => line[0] is '+' or '-');

    [Fact]
    public void Texts_that_are_too_long_are_not_compared() =>
        Assert.Empty(LineDifference.Between(new string('\n', 1001), "a\nb"));

    [Fact]
    public void Both_texts_can_be_rebuilt_from_the_difference()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            // There are no more lines than are shown around a change, so no line is hidden between two changes.
            var before = Text(random);
            var after = Text(random);
            var lines = LineDifference.Between(before, after);
            if (lines.Any(line => line.StartsWith("  …", StringComparison.Ordinal)))
            {
                continue;
            }

            Assert.Equal(before, Side(lines, '-'));
            Assert.Equal(after, Side(lines, '+'));
        }
    }

    private static string Text(Random random) =>
        string.Join('\n', Enumerable.Range(0, random.Next(1, 6)).Select(_ => (char)('a' + random.Next(3))));

    private static string Side(IEnumerable<string> lines, char sign) =>
        string.Join('\n', lines.Where(line => line[0] == ' ' || line[0] == sign).Select(line => line[2..]));
}
