using System.CommandLine;
using Twin.Cli.Terminal;
using Twin.Declaration;
using Twin.Host.Loading;

namespace Twin.Cli.Commands;

/// <summary>The command line: its commands, and the exit code of each result.</summary>
internal static class CommandLine
{
    // The time for a command's cleanup after Ctrl+C: it ends processes and removes a folder.
    private static readonly TimeSpan TimeToCleanUp = TimeSpan.FromSeconds(10);

    /// <summary>The twin's commands.</summary>
    public static RootCommand Root() =>
        new("Runs the declared Spotify stack on this machine, without an account or a container.")
        {
            RunCommand.Create(),
            QueryCommand.Create(),
            ReportCommand.Create(),
            GraphCommand.Create(),
            CostCommand.Create(),
            DiffCommand.Create(),
            ReplayCommand.Create(),
            RedriveCommand.Create(),
            VerifyCommand.Create(),
            LoginCommand.Create(),
        };

    /// <summary>Runs one of the twin's commands.</summary>
    public static Task<int> RunAsync(string[] args) => RunAsync(Root(), args);

    /// <summary>Runs one command of <paramref name="root"/>.</summary>
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        using var console = VisibleConsole.Open();
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            var command = parsed.CommandResult.Command;
            if (command.Name == QueryCommand.Name
                && parsed.UnmatchedTokens.Count > 0 && parsed.Errors.Count == parsed.UnmatchedTokens.Count)
            {
                await Console.Error.WriteLineAsync("Put the SQL in quotes.");
            }

            var named = command is RootCommand ? "" : " " + command.Name;
            await Console.Error.WriteLineAsync($"'dotnet dev.cs help{named}' shows the help.");
            return ExitCodes.Wrong;
        }

        try
        {
            using var help = new StringWriter();
            var exitCode = await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeToCleanUp,
                Output = help,
            });

            // The help names the command as a person types it.
            await Console.Out.WriteAsync(help.ToString().Replace(
                $"{RootCommand.ExecutableName} ", "dotnet dev.cs ", StringComparison.Ordinal));
            return exitCode;
        }
        catch (InputException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return ExitCodes.Wrong;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return ExitCodes.Failed;
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return ExitCodes.Failed;
        }
        catch (RunFailedException failed)
        {
            await Console.Error.WriteLineAsync(failed.Message);
            return ExitCodes.Failed;
        }
        catch (Exception unexpected)
        {
            await Console.Error.WriteLineAsync($"An unexpected error; please report it.\n{unexpected}");
            return ExitCodes.Failed;
        }
    }
}
