namespace Eng.Tests.Architecture;

/// <summary>Comments have one form: a capital, or a word of code, and a full stop.</summary>
public sealed partial class CommentTests
{
    public static TheoryData<string> Folders => ["functions", "infra", "twin", "tests", "eng/bench", "eng/tests"];

    [Theory, MemberData(nameof(Folders))]
    public void A_comment_begins_with_a_capital_and_ends_with_a_full_stop(string folder) =>
        Assert.Empty(
            from file in SourceFiles.Find("*.cs", folder)
            from wrong in WrongIn(SourceFiles.WithoutRawStrings(File.ReadAllLines(file)))
            select $"{SourceFiles.NameOf(file)}: {wrong}");

    [Theory]
    [InlineData("// lower case.", 1)]
    [InlineData("// No full stop", 1)]
    [InlineData("// A sentence.", 0)]
    [InlineData("// PageParser.cs has it.", 0)]
    [InlineData("// See\n// https://example.com/page", 0)]
    [InlineData("// The first line\n// and the second.", 0)]
    [InlineData("var text = \"\"\"\n// not a comment\n\"\"\";", 0)]
    public void Each_block_of_comment_lines_is_checked_for_both(string text, int wrong) =>
        Assert.Equal(wrong, WrongIn(SourceFiles.WithoutRawStrings(text.Split('\n'))).Count());

    private static IEnumerable<string> WrongIn(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (!IsComment(lines[i]) || (i > 0 && IsComment(lines[i - 1])))
            {
                continue;
            }

            var last = i;
            while (last + 1 < lines.Length && IsComment(lines[last + 1]))
            {
                last++;
            }

            if (LowerCaseWord().IsMatch(lines[i]) || !End().IsMatch(lines[last]))
            {
                yield return $"{i + 1}: {lines[i].Trim()}";
            }
        }
    }

    private static bool IsComment(string line) =>
        line.AsSpan().TrimStart() is ['/', '/', not '/', ..] and not ['/', '/', ' ', '<', ..];

    // Code may be recognised by a capital, a digit, a dot or a bracket in the word.
    [GeneratedRegex("^\\s*// (?!xunit|npm|dotnet|gzip)[a-z][a-z'-]*[,:;.]?( |$)")]
    private static partial Regex LowerCaseWord();

    [GeneratedRegex("([.:?!…][\"')]*|https?://\\S+)\\s*$")]
    private static partial Regex End();
}
