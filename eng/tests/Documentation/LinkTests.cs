namespace Eng.Tests.Documentation;

public sealed class LinkTests
{
    public static TheoryData<string> Pages => [.. Page.All.Select(page => page.Name)];

    [Theory, MemberData(nameof(Pages))]
    public void A_link_leads_to_a_file_and_a_heading_that_exist(string name) =>
        Assert.All(Page.Get(name).Links, link => Assert.True(Exists(name, link), link));

    [Theory]
    [InlineData("docs/data.md", "query.md", true)]
    [InlineData("docs/data.md", "../LICENSE", true)]
    [InlineData("docs/data.md", "#tables", true)]
    [InlineData("docs/deploy.md", "#1-let-the-user-agree", true)]
    [InlineData("docs/data.md", "README.md", false)]
    [InlineData("docs/data.md", "#no-heading", false)]
    [InlineData("docs/data.md", "query.md#no-heading", false)]
    [InlineData("README.md", "http://example.com", false)]
    public void A_broken_link_is_found(string page, string link, bool exists) =>
        Assert.Equal(exists, Exists(page, link));

    [Fact]
    public void The_README_leads_to_every_page_but_those_about_the_inside() => Assert.Empty(Page.All
        .Select(page => page.Name)
        .Where(name => name is not ("README.md" or "eng/bench/RESULTS.md"
            or "functions/Transform/Json/README.md" or "functions/spark/README.md"))
        .Except(Page.Get("README.md").Links));

    private static bool Exists(string page, string link)
    {
        if (Uri.TryCreate(link, UriKind.Absolute, out var address))
        {
            return address.Scheme == Uri.UriSchemeHttps;
        }

        var (path, anchor) = link.Split('#') is [var before, var after] ? (before, after) : (link, null);
        var file = path.Length == 0
            ? page
            : Path.GetRelativePath(
                PulumiProject.Folder,
                Path.GetFullPath(Path.Combine(PulumiProject.Folder, Path.GetDirectoryName(page)!, path)))
                .Replace('\\', '/');

        return Path.Exists(Path.Combine(PulumiProject.Folder, file))
            && (anchor is null || Page.Get(file).Anchors.Contains(anchor));
    }
}
