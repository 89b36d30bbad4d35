using System.CommandLine;
using Twin.Aws.Athena;
using Twin.Aws.Athena.Results;
using Twin.Cli.Operations;
using Twin.Cli.Queries;
using Twin.Cli.Reports;
using Twin.Cli.Terminal;

namespace Twin.Cli.Commands;

internal static class QueryCommand
{
    public const string Name = "query";

    // A terminal holds about as many; the other formats have all rows.
    private const int RowsOnTerminal = 100;

    private static readonly ImmutableSortedDictionary<string, ResultFormat?> Formats =
        Enum.GetValues<ResultFormat>().ToImmutableSortedDictionary(
            format => format.ToString().ToLowerInvariant(), format => (ResultFormat?)format, StringComparer.Ordinal);

    public static Command Create(CommandContext context)
    {
        var sql = new Argument<string?>("SQL")
        {
            Description = "SQL of Athena's engine 3, in quotes",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var name = new Option<string?>("--name") { Description = "A named query instead of SQL", HelpName = "NAME" };
        var list = new Option<bool>("--list") { Description = "The named queries, each with what it tells" };
        var statements = new Option<string?>("--statements")
        {
            Description = "A file with a statement a line, SQL or JSON with sql: each is answered by a line of JSON",
            HelpName = "FILE",
        };
        var (format, stack, outOption) = (Format(), CommonOptions.Deployed(), CommonOptions.Out());
        var command = new Command(
            Name, "Answers a query over the last run or a deployed stack: a table, or CSV when piped")
        {
            sql, name, list, statements, format, stack, outOption,
        };
        CommonOptions.ExcludeOutOfDeployed(command, stack, outOption);
        command.Validators.Add(result =>
        {
            var given = new[] { result.GetResult(sql) is { Tokens.Count: > 0 }, result.GetResult(name) is not null,
                result.GetValue(list), result.GetResult(statements) is not null }.Count(isGiven => isGiven);
            if (given != 1)
            {
                result.AddError("Give the SQL in quotes, --name with a named query, --statements with a file, or --list "
                    + (given == 0 ? "for the names." : "for the names: one of the four."));
            }

            if (result.GetResult(statements) is not null && result.GetResult(format) is not null)
            {
                result.AddError("--statements answers in lines of JSON. Leave --format out.");
            }

            // Without this check, a misspelt option is SQL that consists of a comment.
            if (result.GetResult(sql) is { Tokens: [{ Value: ['-', ..] option }] } && !option.Any(char.IsWhiteSpace))
            {
                result.AddError($"Unrecognized command or argument '{option}'.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var target = await OpenAsync(
                context, parsed.GetValue(stack), parsed.GetValue(outOption)!, cancellationToken);
            if (parsed.GetValue(statements) is { } file)
            {
                foreach (var statement in StatementLines.Read(file))
                {
                    context.Output.WriteLine(await StatementLines.AnswerAsync(target, statement, cancellationToken));
                }

                return ExitCodes.Done;
            }

            var query = await QueryAsync(target, parsed.GetValue(sql), parsed.GetValue(name), cancellationToken);
            var result = query is null
                ? ListOf(await target.NamedQueriesAsync(cancellationToken))
                : await target.AnswerAsync(query.Sql, query.Database, cancellationToken);
            await Task.Run(() => Write(context, query, result, parsed.GetValue(format)), CancellationToken.None)
                .WaitAsync(cancellationToken);
            return ExitCodes.Done;
        });

        return command;
    }

    private static Option<string?> Format()
    {
        var format = new Option<string?>("--format")
        {
            Description = $"{string.Join(", ", Formats.Keys)}. Without it, a table on a terminal and CSV when piped",
            HelpName = "FORMAT",
        };
        format.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !Formats.ContainsKey(text))
            {
                result.AddError($"--format is '{text}'. It accepts table, csv or json.");
            }
        });
        format.CompletionSources.Add([.. Formats.Keys]);
        return format;
    }

    private static async Task<IQueryTarget> OpenAsync(
        CommandContext context, string? stack, string folder, CancellationToken cancellationToken)
    {
        if (stack is null)
        {
            return RunQueries.Open(folder);
        }

        var access = await StackAccess.FindAsync(stack, PulumiProject.Folder, context.Path, cancellationToken);
        return new StackQueries(access, TimeProvider.System);
    }

    /// <summary>The query to run; null for the list of the named queries.</summary>
    private static async Task<NamedQueryDeclaration?> QueryAsync(
        IQueryTarget target, string? sql, string? name, CancellationToken cancellationToken) => (sql, name) switch
        {
            ({ } text, _) => new NamedQueryDeclaration("", "", target.Database, null, text),
            (_, { } known) => await target.FindAsync(known, cancellationToken),
            _ => null,
        };

    private static QueryResult ListOf(ImmutableArray<NamedQueryDeclaration> queries) => new(
        [new ResultColumn("name", "varchar"), new ResultColumn("description", "varchar")],
        [.. queries.Select(query => ImmutableArray.Create<object?>(query.Name, query.Description))]);

    private static void Write(
        CommandContext context, NamedQueryDeclaration? query, QueryResult result, string? format)
    {
        switch (format is null ? null : Formats[format])
        {
            case ResultFormat.Json:
                context.Output.Write(ResultJson.Serialize(result));
                break;
            case ResultFormat.Csv:
            case null when context.Terminal is null:
                context.Output.Write(result.ToCsv());
                break;
            default:
                ConsoleOutput.Create(context).Show(
                    ResultTable.Create(query?.Name ?? "", query?.Description ?? "", result),
                    context.Terminal is null ? result.Rows.Length : RowsOnTerminal,
                    ": --format csv gives all of them");
                break;
        }
    }
}
