namespace Twin.Tests.Cli.Comparison;

/// <summary>The filter through which the workflows pipe the output of Pulumi and the twin.</summary>
public sealed class RedactionTests
{
    [Theory, MemberData(nameof(PlaceholdersTests.Texts), MemberType = typeof(PlaceholdersTests))]
    public async Task It_hides_the_same_as_a_comparison(string text, string shown) =>
        Assert.Equal(shown, await RedactedAsync(text));

    [Fact]
    public async Task Each_line_is_kept_and_equal_values_have_equal_placeholders() =>
        Assert.Equal(
            "- <account> <address>\n\n+ <account 2> <address>\nno end",
            await RedactedAsync("- 111111111111 a@b.co\n\n+ 222222222222 a@b.co\nno end"));

    private static Task<string> RedactedAsync(string text) =>
        InstalledProgram.Require("perl").RunAsync([Path.Combine(PulumiProject.Folder, ".github", "redact.pl")], text);
}
