namespace Twin.Tests.Cli.Charts;

public sealed partial class ChartStyleTests
{
    public static TheoryData<string> Schemes => [ChartStyle.Light, ChartStyle.Dark];

    [Theory, MemberData(nameof(Schemes))]
    public void Each_colour_of_text_has_contrast_on_each_ground(string scheme)
    {
        var colours = Colours(scheme);

        Assert.All(
            from text in (string[])["ink", "quiet", "accent", "good", "bad", "warn"]
            from ground in (string[])["paper", "raised"]
            select (text, ground),
            pair => Assert.True(Contrast(colours[pair.text], colours[pair.ground]) >= 4.5, pair.ToString()));
    }

    [Theory, MemberData(nameof(Schemes))]
    public void Each_series_is_seen_on_the_paper(string scheme)
    {
        var colours = Colours(scheme);

        Assert.All(
            Enumerable.Range(0, SeriesStyle.Count).Select(index => $"s{index}").Append("rest"),
            series => Assert.True(Contrast(colours[series], colours["paper"]) >= 3, series));
    }

    [Theory, MemberData(nameof(Schemes))]
    public void Text_on_the_darkest_cell_has_contrast(string scheme)
    {
        var colours = Colours(scheme);
        double[] mixed = [.. colours["accent"].Zip(colours["paper"], (accent, paper) => (accent * 0.4) + (paper * 0.6))];

        Assert.True(Contrast(colours["ink"], mixed) >= 4.5);
    }

    [Fact]
    public void Series_differ_in_dash_and_in_marker_so_that_grey_is_enough()
    {
        var styles = Enumerable.Range(0, SeriesStyle.Count).Select(SeriesStyle.FromIndex).ToList();

        Assert.Equal(SeriesStyle.Count, styles.Select(style => style.Dash).Distinct().Count());
        Assert.Equal(SeriesStyle.Count, styles.Select(style => style.Marker).Distinct().Count());
    }

    // Brettel, Viénot and Mollon's simulation by Viénot (1999): a matrix in linear RGB.
    [Theory, MemberData(nameof(Schemes))]
    public void The_first_five_series_differ_for_readers_without_red_or_green_cones(string scheme)
    {
        var colours = Colours(scheme);
        double[][][] kinds =
        [
            [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
            [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
        ];
        foreach (var kind in kinds)
        {
            var seen = Enumerable.Range(0, 5).Select(index => colours[$"s{index}"])
                .Select(colour => kind.Select(row => row.Zip(colour.Select(Linear), (a, b) => a * b).Sum()).ToArray())
                .ToList();
            Assert.All(seen, one => Assert.All(seen.Where(other => other != one), other =>
                Assert.True(Math.Sqrt(one.Zip(other, (a, b) => Math.Pow(Gamma(a) - Gamma(b), 2)).Sum()) > 0.08)));
        }
    }

    private static Dictionary<string, double[]> Colours(string scheme) => Colour().Matches(scheme).ToDictionary(
        colour => colour.Groups[1].Value,
        colour => Enumerable.Range(0, 3).Select(part => int.Parse(
            colour.Groups[2].ValueSpan.Slice(part * 2, 2), NumberStyles.HexNumber,
                CultureInfo.InvariantCulture) / 255.0)
            .ToArray());

    private static double Contrast(double[] one, double[] other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(double[] colour) =>
        (0.2126 * Linear(colour[0])) + (0.7152 * Linear(colour[1])) + (0.0722 * Linear(colour[2]));

    private static double Linear(double part) => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);

    private static double Gamma(double part) => Math.Pow(Math.Clamp(part, 0, 1), 1 / 2.2);

    [GeneratedRegex("--([a-z0-9]+): #([0-9a-f]{6})")]
    private static partial Regex Colour();
}
