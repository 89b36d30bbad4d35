namespace Eng.Tests.Architecture;

/// <summary>A documentation comment names its subject first: no text of a summary, a parameter, a result, an
/// exception or a remark begins with "What", "Whether" or "How".</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string> Folders => ["functions", "infra", "twin", "eng", "tests"];

    [Theory, MemberData(nameof(Folders))]
    public void A_documentation_comment_names_its_subject_first(string folder)
    {
        var files = SourceFiles.Find("*.cs", folder).ToList();

        Assert.NotEmpty(files);
        Assert.Empty(
            from file in files
            from wrong in WrongIn(File.ReadAllText(file))
            select $"{SourceFiles.NameOf(file)}: {wrong}");
    }

    [Theory]
    [InlineData("/// <summary>What it holds.</summary>", 1)]
    [InlineData("/// <summary>\n    /// Whether it is there.\n    /// </summary>", 1)]
    [InlineData("    /// <param name=\"count\">How many.</param>\n    /// <returns>Whether it fits.</returns>", 2)]
    [InlineData("/// <exception cref=\"T\">What was\n/// read.</exception>", 1)]
    [InlineData("/// <remarks>A list.\n/// What follows a line break is no beginning.</remarks>", 0)]
    [InlineData("/// <summary>However it ends.</summary>", 0)]
    [InlineData("/// <summary>Determines whether it is there.</summary>", 0)]
    [InlineData("// <summary>What it holds.</summary>", 0)]
    public void The_first_word_of_each_element_counts(string source, int wrong) =>
        Assert.Equal(wrong, WrongIn(source).Count());

    private static IEnumerable<string> WrongIn(string source) =>
        from comment in Comment().Matches(source)
        let text = string.Join(' ', comment.Value.Trim().Split('\n').Select(line => line.Trim()[3..].Trim()))
        from beginning in Beginning().Matches(text)
        select beginning.Value;

    // Lines of documentation, one after the other.
    [GeneratedRegex("(?:^[ \\t]*///.*\\n?)+", RegexOptions.Multiline)]
    private static partial Regex Comment();

    // An element's start tag, or the start of the comment, and the words of its text up to 40 characters.
    [GeneratedRegex("(?:^|<(?:summary|param|typeparam|returns|value|exception|remarks)\\b[^>]*>) *(?:What|Whether|How)\\b[^<]{0,40}")]
    private static partial Regex Beginning();
}
