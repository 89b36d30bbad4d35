using System.CommandLine;
using Twin.Cli.Terminal;

namespace Twin.Cli.Commands;

internal static class CommandLine
{
    public static RootCommand Root(CommandContext context) =>
        new("Runs the declared Spotify stack on this machine, without an account or a container.")
        {
            RunCommand.Create(context),
            ImportCommand.Create(context),
            QueryCommand.Create(context),
            ReportCommand.Create(context),
            GraphCommand.Create(context),
            CostCommand.Create(context),
            PermissionsCommand.Create(context),
            ChaosCommand.Create(context),
            DiffCommand.Create(context),
            ReplayCommand.Create(context),
            ForgetCommand.Create(context),
            RedriveCommand.Create(context),
            PublishCommand.Create(context),
            VerifyCommand.Create(context),
            SnowflakeCommand.Create(context),
            LoginCommand.Create(context),
        };

    public static async Task<int> RunAsync(Func<CommandContext, RootCommand> root, string[] args)
    {
        using var console = VisibleConsole.Open();
        if (OpenFiles.Refusal() is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return ExitCodes.Failed;
        }

        var context = CommandContext.OfProcess();
        return await RunAsync(root(context), args, context, CancellationToken.None);
    }

    public static async Task<int> RunAsync(
        RootCommand root, string[] args, CommandContext context, CancellationToken cancellationToken)
    {
        var (output, errors) = (context.Output, context.Errors);
        // An argument that begins with @ is one like any other, and no file of arguments.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await errors.WriteLineAsync(error.Message);
            }

            var command = parsed.CommandResult.Command;
            if (command.Name == QueryCommand.Name
                && parsed.UnmatchedTokens.Count > 0 && parsed.Errors.Count == parsed.UnmatchedTokens.Count)
            {
                await errors.WriteLineAsync("Put the SQL in quotes.");
            }

            var named = command is RootCommand ? "" : " " + command.Name;
            await errors.WriteLineAsync($"'dotnet dev.cs help{named}' shows the help.");
            return ExitCodes.Wrong;
        }

        try
        {
            using var help = new StringWriter();
            var invocation = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = context.TimeToCleanUp,
                Output = help,
            };
            var exitCode = await parsed.InvokeAsync(invocation, cancellationToken);

            // The help names the command as a person types it.
            await output.WriteAsync(help.ToString().Replace(
                $"{RootCommand.ExecutableName} ", "dotnet dev.cs ", StringComparison.Ordinal));
            return exitCode;
        }
        catch (InputException wrong)
        {
            await errors.WriteLineAsync(wrong.Message);
            return ExitCodes.Wrong;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("Stopped.");
            return ExitCodes.Failed;
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            await errors.WriteLineAsync(refused.Message);
            return ExitCodes.Failed;
        }
        catch (RunFailedException failed)
        {
            await errors.WriteLineAsync(failed.Message);
            return ExitCodes.Failed;
        }
        catch (Exception unexpected)
        {
            await errors.WriteLineAsync($"An unexpected error; please report it.\n{unexpected}");
            return ExitCodes.Failed;
        }
    }
}
