using System.CommandLine;
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
            Description = "Also write the chart of the top twenty to a file of its own, as SVG",
            HelpName = "FILE",
        };
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
            open, picture, stack, outOption,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(picture) is { } named
                && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(named))))
            {
                throw new InputException(
                    $"--picture is '{named}', and there is no such folder. Make the folder, or name another one.");
            }

            var folder = parsed.GetValue(outOption)!;
            var written = parsed.GetValue(stack) is { } deployed
                ? await OfStackAsync(context, deployed, folder, cancellationToken)
                : OfRun(folder);
            context.Output.WriteLine($"{written.File} is written.");
            if (parsed.GetValue(picture) is { } file)
            {
                WritePicture(context, file, written.Queries);
            }

            if (parsed.GetValue(open) && !Browser.Open(new Uri(Path.GetFullPath(written.File)), context.Path))
            {
                context.Output.WriteLine("This machine has no program that shows pages: open the file yourself.");
            }

            foreach (var failure in written.Failures)
            {
                await context.Errors.WriteLineAsync(VisibleText.OfMessage(failure));
            }

            return written.Failures.IsEmpty ? ExitCodes.Done : ExitCodes.Failed;
        });

        return command;
    }

    private static Written OfRun(string folder)
    {
        var content = ReportContent.Read(folder);
        return new Written(HtmlReport.Write(folder, content), content.Queries, []);
    }

    private static async Task<Written> OfStackAsync(
        CommandContext context, string stack, string folder, CancellationToken cancellationToken)
    {
        using var access = await StackAccess.FindAsync(stack, PulumiProject.Folder, context.Path, cancellationToken);
        var music = await DeployedMusic.ReadAsync(access, TimeProvider.System, cancellationToken);
        return new Written(
            HtmlReport.Write(folder, stack, music.Queries, TimeProvider.System.GetUtcNow()),
            music.Queries,
            music.Failures);
    }

    private static void WritePicture(CommandContext context, string file, ImmutableArray<MusicQuery> queries)
    {
        var picture = MusicPicture.Draw(queries) ?? throw new RunFailedException(
            $"The named query {RankCharts.History.Query} gives nothing to draw, so {file} is not written.");
        File.WriteAllText(file, picture);
        context.Output.WriteLine($"{file} is written.");
    }

    private sealed record Written(string File, ImmutableArray<MusicQuery> Queries, ImmutableArray<string> Failures);
}
