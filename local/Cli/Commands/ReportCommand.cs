using System.Collections.Immutable;
using System.CommandLine;
using Infra;
using Local.Aws.Declaration;
using Local.Cli.Music;
using Local.Cli.Operations;
using Local.Cli.Reports;
using Local.Cli.Terminal;
using Local.Twin.Declaration;

namespace Local.Cli.Commands;

/// <summary><c>report</c>: the report of a run, or of a deployed stack's music.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var (stack, outOption) = (CommonOptions.Deployed(), CommonOptions.Out());
        var open = new Option<bool>("--open") { Description = "Show the report in the browser" };
        var picture = new Option<string?>("--picture")
        {
            Description = "Also write the chart of the top twenty to a file of its own, as SVG",
            HelpName = "FILE",
        };
        var command = new Command(
            "report",
            "Writes the report of the last run again. With --stack: of a deployed stack's music, from its named queries")
        {
            open, picture, stack, outOption,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = parsed.GetValue(outOption)!;
            var written = parsed.GetValue(stack) is { } deployed
                ? await OfStackAsync(deployed, folder, cancellationToken)
                : OfRun(folder);
            Console.WriteLine($"{written.File} is written.");
            if (parsed.GetValue(picture) is { } file)
            {
                WritePicture(file, written.Queries);
            }

            if (parsed.GetValue(open) && !Browser.Open(new Uri(Path.GetFullPath(written.File))))
            {
                Console.WriteLine("This machine has no program that shows pages: open the file yourself.");
            }

            foreach (var failure in written.Failures)
            {
                await Console.Error.WriteLineAsync(VisibleText.OfMessage(failure));
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
        string stack, string folder, CancellationToken cancellationToken)
    {
        using var access = await StackAccess.FindAsync(
            stack, PulumiProject.Folder, Environment.GetEnvironmentVariable("PATH"), cancellationToken);
        var workGroup = access.Outputs.Text(nameof(SpotifyStack.WorkGroup));
        var deployed = new DeployedQueries(access.Aws, workGroup, TimeProvider.System);
        var queries = ImmutableArray.CreateBuilder<MusicQuery>();
        var failures = ImmutableArray.CreateBuilder<string>();
        foreach (var (name, id) in access.Outputs.Map(nameof(SpotifyStack.NamedQueries)))
        {
            var query = await deployed.FindAsync(id, cancellationToken);
            switch (await deployed.RunAsync(query, cancellationToken))
            {
                case null:
                    failures.Add($"{name} has not ended after {DeployedQueries.LongestQuery.TotalMinutes} minutes. Look at "
                        + $"it in the history of the work group {workGroup}.");
                    break;
                case { IsGood: true } ended:
                    var rows = await deployed.RowsAsync(ended, most: null, cancellationToken);
                    queries.Add(new MusicQuery(
                        name,
                        query.Question,
                        query.Sql,
                        rows.IsEmpty ? [] : [.. rows[0].Select(column => column ?? "")],
                        rows.IsEmpty ? [] : rows[1..]));
                    break;
                case var failed:
                    failures.Add($"{name} ended as {failed.State}: {failed.Reason}. Correct the cause that Athena names.");
                    break;
            }
        }

        var all = queries.ToImmutable();
        return new Written(
            HtmlReport.Write(folder, stack, all, TimeProvider.System.GetUtcNow()), all, failures.ToImmutable());
    }

    private static void WritePicture(string file, ImmutableArray<MusicQuery> queries)
    {
        var picture = MusicPicture.Of(queries) ?? throw new RunFailedException(
            $"The named query {RankCharts.History.Query} gives nothing to draw, so {file} is not written.");
        File.WriteAllText(file, picture);
        Console.WriteLine($"{file} is written.");
    }

    private sealed record Written(string File, ImmutableArray<MusicQuery> Queries, ImmutableArray<string> Failures);
}
