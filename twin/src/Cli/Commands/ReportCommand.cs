using System.CommandLine;
using Twin.Cli.Charts;
using Twin.Cli.Music;
using Twin.Cli.Operations;
using Twin.Cli.Reports;
using Twin.Cli.Terminal;

namespace Twin.Cli.Commands;

internal static class ReportCommand
{
    public static Command Create(CommandContext context)
    {
        var (stack, outOption) = (CommonOptions.Deployed(), CommonOptions.Out());
        var open = new Option<bool>("--open") { Description = "Show the report in the browser" };
        var picture = new Option<string?>("--picture")
        {
            Description = "Also write the chart of the top twenty to a file of its own, as SVG; with --year, that year",
            HelpName = "FILE",
        };
        var year = new Option<int?>("--year")
        {
            Description = "Write the year in review alone, to year-YEAR.html in the folder",
            HelpName = "YEAR",
        };
        year.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }]
                && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                result.AddError($"--year is '{text}'. It accepts a year, for example 2025.");
            }
        });
        picture.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var file }] && !file.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
            {
                result.AddError($"--picture is '{file}'. It accepts a file whose name ends with .svg.");
            }
        });
        var command = new Command(
            "report",
            "Writes the report of the last run again. With --stack: of a deployed stack's music, from its named "
            + "queries")
        {
            open, year, picture, stack, outOption,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(picture) is { } named)
            {
                RunFolder.ExpectNoLink(named);
                if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(named))))
                {
                    throw new InputException(
                        $"--picture is '{named}', and there is no such folder. Make the folder, or name another one.");
                }
            }

            var folder = parsed.GetValue(outOption)!;
            var deployed = parsed.GetValue(stack);
            var run = deployed is null ? ReportContent.Read(folder) : null;
            var music = run is null
                ? await OfStackAsync(context, deployed!, cancellationToken)
                : new DeployedMusic(run.Queries, []);
            foreach (var failure in music.Failures)
            {
                await context.Errors.WriteLineAsync(VisibleText.OfMessage(failure));
            }

            var review = parsed.GetValue(year) is { } asked ? ReviewOf(music, asked) : null;
            var written = review is not null
                ? HtmlReport.WriteYear(folder, deployed, review)
                : run is not null
                    ? HtmlReport.Write(folder, run)
                    : HtmlReport.Write(folder, deployed!, music.Queries, TimeProvider.System.GetUtcNow());
            context.Output.WriteLine($"{written} is written.");
            if (parsed.GetValue(picture) is { } file)
            {
                WritePicture(context, file, review?.ToFigure() ?? MusicPicture.Find(music.Queries));
            }

            if (parsed.GetValue(open) && !Browser.Open(new Uri(Path.GetFullPath(written)), context.Path))
            {
                context.Output.WriteLine("This machine has no program that shows pages: open the file yourself.");
            }

            return music.Failures.IsEmpty ? ExitCodes.Done : ExitCodes.Failed;
        });

        return command;
    }

    private static async Task<DeployedMusic> OfStackAsync(
        CommandContext context, string stack, CancellationToken cancellationToken)
    {
        using var access = await StackAccess.FindAsync(stack, PulumiProject.Folder, context.Path, cancellationToken);
        return await DeployedMusic.ReadAsync(access, TimeProvider.System, cancellationToken);
    }

    private static YearReview ReviewOf(DeployedMusic music, int year)
    {
        var (name, columns) = (YearReview.Section.Query, YearReview.Section.Columns);
        var query = music.Queries.FirstOrDefault(query => query.Name == name);
        var years = query is null ? [] : YearReview.YearsOf(query);
        var reason = query switch
        {
            null => $"--year needs the named query {name}, which has no result. Correct its failure, or run or deploy "
                + "this version.",
            { Rows.IsEmpty: false } when query.Lacking(columns) is { IsEmpty: false } lacking =>
                $"The result of the named query {name} has no column {string.Join(", ", lacking)}: another version of "
                + "the query made it. Run or deploy this version.",
            _ when years.IsEmpty => $"--year needs rows of the named query {name}. {MusicGroup.NoPlays}",
            _ when !years.Contains(year) =>
                string.Create(CultureInfo.InvariantCulture, $"--year is {year}, a year without plays. ")
                + $"There are plays of {string.Join(", ", years)}.",
            _ => null,
        };
        return reason is null
            ? YearReview.Read(query!, year)
            : throw (music.Failures.IsEmpty ? new InputException(reason) : (Exception)new RunFailedException(reason));
    }

    private static void WritePicture(CommandContext context, string file, Figure? figure)
    {
        var text = figure?.ToFile() ?? throw new RunFailedException(
            $"The named query {RankCharts.History.Query} gives nothing to draw, so {file} is not written.");
        RunFolder.Write(file, text, isOfRun: false);
        context.Output.WriteLine($"{file} is written.");
    }
}
