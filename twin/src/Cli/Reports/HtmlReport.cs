using System.Text.RegularExpressions;
using Twin.Cli.Charts;
using Twin.Cli.Music;

namespace Twin.Cli.Reports;

/// <summary>The report as one page that needs nothing else: no script, no other file, no network.</summary>
internal static partial class HtmlReport
{
    public const string FileName = "report.html";

    /// <summary>The most bytes that a page has: those of its parts, and 30,000 for what is never left out.</summary>
    public const int MostBytes = 1_500_000;

    private const int MostOfRun = 210_000;
    private const string Heading = "The music";

    private static readonly ImmutableArray<(string Id, string Name)> LinksOfRun =
    [
        (RunPart.Id, "The run"), ("topology-picture", "Way of the data"), ("timeline", "Timeline"),
        ("spotify", "Requests"), ("alarms", "Alarms"), ("cost", "Cost"),
    ];

    public static string Write(string folder) => Write(folder, ReportContent.Read(folder));

    public static string Write(string folder, ReportContent content)
    {
        var run = new MarkupWriter(MostOfRun);
        RunPart.Write(run, content);
        return Save(
            folder,
            FileName,
            Page(
                $"SpotifyStack run: {content.Run.Stack}",
                Heading,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"From the stack {content.Run.Stack}, run on this machine up to {content.Run.EndedAt:yyyy-MM-dd HH:mm} "
                    + $"on its clock, in UTC."),
                [.. LinksOf(content.Queries, content.Music), LinksOfRun],
                page =>
                {
                    OutcomeSection.WriteLink(page, content);
                    MusicPart.Write(
                        page, content.Queries, content.Music, $"All of them are in {OutputFolder.QueriesName}/.");
                    page.Append(run);
                }));
    }

    public static string Write(
        string folder, string stack, ImmutableArray<MusicQuery> queries, DateTimeOffset time)
    {
        Directory.CreateDirectory(folder);
        return Save(
            folder,
            FileNameOf(stack),
            Page(
                $"SpotifyStack: {stack}",
                Heading,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"From the named queries of the deployed stack {stack}, as Athena answered them, "
                    + $"{time:yyyy-MM-dd HH:mm} UTC."),
                LinksOf(queries, MusicSection.All),
                page => MusicPart.Write(page, queries, MusicSection.All, "Athena has all of them.")));
    }

    /// <summary>Writes a page with a year alone.</summary>
    /// <param name="stack">The deployed stack; null for a run.</param>
    public static string WriteYear(string folder, string? stack, YearReview review)
    {
        Directory.CreateDirectory(folder);
        return Save(
            folder,
            string.Create(CultureInfo.InvariantCulture, $"year-{review.Year}")
                + (stack is null ? "" : "-" + NotInNames().Replace(stack, "-")) + ".html",
            Page(
                review.Title, YearReview.Section.Title, "From the named query " + YearReview.Section.Query + ".",
                [], review.ToFigure().WriteTo));
    }

    /// <summary>The name of a deployed stack's file. A run leaves it as it is.</summary>
    public static string FileNameOf(string stack) => $"report-{NotInNames().Replace(stack, "-")}.html";

    private static string Save(string folder, string name, string page)
    {
        var file = Path.Combine(folder, name);
        RunFolder.Write(file, page, isOfRun: true);
        return file;
    }

    private static ImmutableArray<ImmutableArray<(string Id, string Name)>> LinksOf(
        ImmutableArray<MusicQuery> queries, ImmutableArray<MusicSection> music) =>
    [
        .. MusicGroup.Shown(queries, music).Select(group => ImmutableArray.Create(
            [
                (group.Id, group.Title),
                .. group.Sections.Select(section => (PlaylistFigures.IdOf(section.Query), section.Title)),
            ])),
    ];

    /// <param name="links">A list for each part of the page: the part, and what is in it.</param>
    private static string Page(
        string title,
        string heading,
        string lead,
        ImmutableArray<ImmutableArray<(string Id, string Name)>> links,
        Action<MarkupWriter> content)
    {
        var page = new MarkupWriter();
        page.Trusted("<!doctype html>\n").Begin("html", ("lang", "en")).Break()
            .Begin("head").Trusted("<meta charset=\"utf-8\">\n")
            .Trusted("<meta http-equiv=\"Content-Security-Policy\" "
                + "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n")
            .Trusted("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Element("title", title)
            .Begin("style").Trusted(ReportStyle.Sheet).End().End().Break()
            .Begin("body").Break()
            .Element("a", "Skip to the content", ("class", "skip"), ("href", "#content")).Break()
            .Begin("header").Element("h1", heading).Element("p", lead, ("class", "lead")).Break();
        if (!links.IsEmpty)
        {
            WriteLinks(page, links);
        }

        page.End().Break().Begin("main", ("id", "content"), ("tabindex", "-1")).Break();
        content(page);
        return page.End().End().End().Break().ToString();
    }

    private static void WriteLinks(MarkupWriter page, ImmutableArray<ImmutableArray<(string Id, string Name)>> links)
    {
        page.Begin("nav", ("aria-label", "Sections"));
        foreach (var part in links)
        {
            page.Begin("ul");
            foreach (var (id, name) in part)
            {
                page.Begin("li").Element("a", name, ("href", "#" + id)).End();
            }

            page.End().Break();
        }

        page.End().Break();
    }

    [GeneratedRegex("[^A-Za-z0-9._-]")]
    private static partial Regex NotInNames();
}
