using System.CommandLine;
using Infra.Queries;
using Local.Aws.Athena;
using Local.Aws.Hosting;
using Local.Cli.Reports;
using Local.Twin.Declaration;
using Local.Twin.Runs;

namespace Local.Cli.Commands;

/// <summary><c>query</c>: SQL over the catalog of the last run.</summary>
internal static class QueryCommand
{
    public const string Name = "query";

    public static Command Create()
    {
        var sql = new Argument<string?>("SQL")
        {
            Description = "SQL of Athena's engine 3, in quotes",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var name = new Option<string?>("--name") { Description = "A named query instead of SQL", HelpName = "NAME" };
        var outOption = CommonOptions.Out();
        var command = new Command(Name, "Answers a query over the last run: a table, or CSV when piped")
        {
            sql, name, outOption,
        };

        command.SetAction((parsed, cancellationToken) =>
        {
            var question = Question(parsed.GetValue(sql), parsed.GetValue(name));
            Answer(question, parsed.GetValue(outOption)!, cancellationToken);
            return Task.FromResult(ExitCodes.Done);
        });

        return command;
    }

    private static QueryFile Question(string? sql, string? name)
    {
        switch (sql, name)
        {
            case ({ } text, null):
                return new QueryFile("query", "", text);
            case (null, { } known) when QueryFile.All.FirstOrDefault(file => file.Name == known) is { } file:
                return file;
            case (null, { } unknown):
                throw new InputException($"There is no named query '{unknown}'. Choose one of: {Names()}.");
            case (null, null):
                throw new InputException($"Give the SQL in quotes, or --name with one of: {Names()}.");
            default:
                throw new InputException("Give either the SQL or --name, not both.");
        }
    }

    private static string Names() => string.Join(", ", QueryFile.All.Select(file => file.Name));

    private static void Answer(QueryFile question, string folder, CancellationToken cancellationToken)
    {
        var catalog = CatalogFile.Read(folder);
        // Tables have no partitions of future days, and the days of the run may be in the future.
        var clock = new VirtualClock(RunRecord.TimeAfter(folder, TimeProvider.System));
        using var engine = AthenaEngine.Open(catalog, OutputFolder.BucketsOf(folder), clock);
        try
        {
            var result = engine.Execute(question.Sql, catalog.Databases[0], cancellationToken);
            if (Console.IsOutputRedirected)
            {
                Console.Write(result.ToCsv());
            }
            else
            {
                Screen.Create().Show(ResultTable.Of(question.Name, question.Description, result), rows: 100);
            }
        }
        catch (AthenaException refused)
        {
            throw new InputException(refused.Message, refused);
        }
    }
}
