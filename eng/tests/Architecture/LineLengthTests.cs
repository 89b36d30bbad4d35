namespace Eng.Tests.Architecture;

/// <summary>A line of C# has at most 120 columns, but for one with a text or an address, which may not be
/// broken.</summary>
public sealed class LineLengthTests
{
    private const int MaxColumns = 120;

    [Fact]
    public void No_line_of_code_is_longer_than_the_limit() => Assert.Empty(
        from file in SourceFiles.Find("*.cs")
        let name = SourceFiles.NameOf(file)
        where !name.StartsWith("eng/standins/Pulumi.", StringComparison.Ordinal)
            || !name.Contains("/generated/", StringComparison.Ordinal)
        from line in LongLines(File.ReadAllLines(file))
        select $"{name}:{line}");

    [Theory]
    [InlineData("", 120, 0)]
    [InlineData("", 121, 1)]
    [InlineData("Say(\"", 121, 0)]
    public void A_line_above_the_limit_is_found(string start, int columns, int found) =>
        Assert.Equal(found, LongLines(["", start.PadRight(columns, 'x')]).Count());

    private static IEnumerable<int> LongLines(string[] lines) =>
        from line in SourceFiles.WithoutRawStrings(lines).Index()
        where line.Item.Length > MaxColumns
            && !line.Item.Contains('"')
            && !line.Item.Contains("https://", StringComparison.Ordinal)
        select line.Index + 1;
}
