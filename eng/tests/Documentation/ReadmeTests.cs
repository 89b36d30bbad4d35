namespace Eng.Tests.Documentation;

public sealed class ReadmeTests
{
    private const int ThreeScreens = 120;
    private const int MaxPictureBytes = 200_000;
    private static readonly Page Readme = Page.Get("README.md");

    [Fact]
    public void It_fits_three_screens() => Assert.InRange(Readme.Text.Split('\n').Length, 1, ThreeScreens);

    [Fact]
    public void Its_picture_is_small() => Assert.InRange(
        new FileInfo(Path.Combine(PulumiProject.Folder, "docs", "report.svg")).Length, 1, MaxPictureBytes);
}
