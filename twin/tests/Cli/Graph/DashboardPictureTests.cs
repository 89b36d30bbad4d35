using System.Xml.Linq;
using Twin.Cli.Graph;

namespace Twin.Tests.Cli.Graph;

public sealed class DashboardPictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public async Task The_picture_in_the_documentation_is_the_declared_dashboard()
    {
        var file = Path.Combine(PulumiProject.Folder, DashboardPicture.FileName);

        Assert.True(
            DashboardPicture.Draw(await Stacks.Load("dev"))
                == await File.ReadAllTextAsync(file, Cancel),
            $"{DashboardPicture.FileName} is not what the dashboard is. Run: {DashboardPicture.Command}");
        Assert.InRange(new FileInfo(file).Length, 1, 100_000);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Each_widget_is_a_box_with_its_whole_title_or_a_heading(string stackName)
    {
        var stack = await Stacks.Load(stackName);
        var widgets = DashboardWidget.AllOf(stack.OfType(CloudWatchResources.Dashboard).Single().Text("dashboardBody"));
        var picture = XDocument.Parse(DashboardPicture.Draw(stack));

        Assert.Equal(
            widgets.Count(widget => !widget.IsHeading),
            picture.Descendants(Svg + "rect").Count(box => (string?)box.Attribute("class") == "box"));
        Assert.Equal(widgets.Select(widget => widget.Title).OfType<string>(), TextsOf(picture, "title"));
        Assert.Equal(
            widgets.Where(widget => widget.IsHeading).Select(widget => widget.Markdown![3..]),
            TextsOf(picture, "heading"));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Each_text_is_within_the_picture_and_within_a_widget(string stackName)
    {
        var picture = XDocument.Parse(DashboardPicture.Draw(await Stacks.Load(stackName)));
        var boxes = picture.Descendants(Svg + "rect")
            .Where(box => (string?)box.Attribute("class") == "box")
            .Select(box => (X: Number(box, "x"), Y: Number(box, "y"), Width: Number(box, "width"), Height: Number(box, "height")))
            .ToList();
        var texts = picture.Descendants(Svg + "text")
            .Where(text => (string?)text.Attribute("class") is not ("heading" or "accent"))
            .ToList();

        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.True(
            boxes.Any(box =>
                Number(text, "x") >= box.X && Number(text, "x") <= box.X + box.Width
                && Number(text, "y") >= box.Y + 11 && Number(text, "y") <= box.Y + box.Height - 3),
            $"'{text.Value}' is in no widget"));
    }

    [Fact]
    public void A_number_that_is_an_expression_has_the_name_of_its_metric()
    {
        var widget = Assert.Single(DashboardWidget.AllOf("""
            {"widgets": [{"type": "metric", "x": 0, "y": 0, "width": 6, "height": 3, "properties": {
                "title": "T", "view": "singleValue", "metrics": [
                    ["N", "A", "Stack", "dev", {"id": "a", "visible": false}],
                    [{"expression": "FILL(a, 0)", "label": "today"}],
                    ["N", "B", {"label": "b", "color": "#d62728"}]
                ],
                "annotations": {"horizontal": [{"label": "alarm c", "value": 1.5, "fill": "below"}]}
            }}]}
            """));

        Assert.Equal("numbers", widget.Kind);
        Assert.Equal([new DashboardLine("today", "A", null), new DashboardLine("b", "B", "#d62728")], widget.Lines);
        Assert.Equal(["alarm c: below 1.5"], widget.Thresholds);
    }

    [Fact]
    public void A_name_that_is_too_long_is_cut_and_one_that_is_markup_is_text()
    {
        var name = "<script>" + new string('w', 500);
        var picture = DashboardPicture.Draw("spotify-dev", $$$"""
            {"widgets": [{"type": "metric", "x": 0, "y": 0, "width": 6, "height": 6, "properties": {
                "title": "{{{name}}}", "metrics": [["N", "{{{name}}}", {"label": "{{{name}}}"}]]
            }}]}
            """);

        Assert.All(
            XDocument.Parse(picture).Descendants(Svg + "text").Select(text => text.Value).Where(text => text.Contains('w')),
            text => Assert.InRange(text.Length, 1, 40));
        Assert.DoesNotContain("<script>", picture, StringComparison.Ordinal);
    }

    private static IEnumerable<string> TextsOf(XDocument picture, string style) => picture.Descendants(Svg + "text")
        .Where(text => (string?)text.Attribute("class") == style)
        .Select(text => text.Value);

    private static double Number(XElement element, string attribute) =>
        double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);
}
