using System.Text.RegularExpressions;
using Twin.Cli.Charts;
using Twin.Cli.Music;

namespace Twin.Cli.Reports;

/// <summary>The report as one page that needs nothing else: no script, no other file, no network.</summary>
internal static partial class HtmlReport
{
    public const string FileName = "report.html";

    private static readonly ImmutableArray<(string Id, string Name)> PartsOfRun =
    [
        ("topology-picture", "Way of the data"), ("timeline", "Timeline"), ("spotify", "Requests"),
        ("alarms", "Alarms"), ("cost", "Cost"),
    ];

    public static string Write(string folder) => Write(folder, ReportContent.Read(folder));

    public static string Write(string folder, ReportContent content) => Save(
        folder,
        FileName,
        Page(
            $"SpotifyStack run: {content.Run.Stack}",
            page => page.Text("The stack ").Element("code", content.Run.Stack).Text(", run on this machine"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"Up to {content.Run.EndedAt:yyyy-MM-dd HH:mm} on the stack’s clock, in UTC."),
            [(RunPart.Id, "The run"), .. PartsOfRun],
            content.Music,
            page =>
            {
                RunPart.Write(page, content);
                MusicPart.Write(page, content.Queries, content.Music, $"All of them are in {OutputFolder.QueriesName}/.");
            }));

    public static string Write(
        string folder, string stack, ImmutableArray<MusicQuery> queries, DateTimeOffset time)
    {
        Directory.CreateDirectory(folder);
        return Save(
            folder,
            FileNameOf(stack),
            Page(
                $"SpotifyStack: {stack}",
                page => page.Text("The deployed stack ").Element("code", stack),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The named queries as Athena answered them, {time:yyyy-MM-dd HH:mm} UTC."),
                [],
                MusicSection.All,
                page => MusicPart.Write(page, queries, MusicSection.All, "Athena has all of them.")));
    }

    /// <summary>The name of a deployed stack's file. A run leaves it as it is.</summary>
    public static string FileNameOf(string stack) => $"report-{NotInNames().Replace(stack, "-")}.html";

    private static string Save(string folder, string name, string page)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, page);
        return file;
    }

    private static string Page(
        string title,
        Action<MarkupWriter> heading,
        string lead,
        ImmutableArray<(string Id, string Name)> links,
        ImmutableArray<MusicSection> music,
        Action<MarkupWriter> content)
    {
        var page = new MarkupWriter();
        page.Trusted("<!doctype html>\n").Begin("html", ("lang", "en")).Break()
            .Begin("head").Trusted("<meta charset=\"utf-8\">\n")
            .Trusted("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Element("title", title)
            .Begin("style").Trusted(ReportStyle.Sheet).End().End().Break()
            .Begin("body").Break()
            .Element("a", "Skip to the content", ("class", "skip"), ("href", "#content")).Break()
            .Begin("header").Begin("h1");
        heading(page);
        page.End().Element("p", lead, ("class", "lead"))
            .Begin("nav", ("aria-label", "Sections")).Begin("ul");
        foreach (var (id, name) in
            links.Concat([(MusicPart.Id, "The music")])
                .Concat(music.Select(section => (PlaylistFigures.IdOf(section.Query), section.Title))))
        {
            page.Begin("li").Element("a", name, ("href", "#" + id)).End();
        }

        page.End().End().End().Break().Begin("main", ("id", "content"), ("tabindex", "-1")).Break();
        content(page);
        return page.End().End().End().Break().ToString();
    }

    [GeneratedRegex("[^A-Za-z0-9._-]")]
    private static partial Regex NotInNames();
}
