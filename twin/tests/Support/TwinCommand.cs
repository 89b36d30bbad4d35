using System.CommandLine;
using Twin.Cli.Terminal;
using TwinCommands = Twin.Cli.Commands.CommandLine;

namespace Twin.Tests.Support;

/// <summary>A command in this process, as a script gets it: in a pipe, without a terminal and without a user.</summary>
internal static class TwinCommand
{
    public static Task<ProgramEnd> RunAsync(params IEnumerable<string> arguments) => RunAsync(arguments, []);

    /// <summary>The same with more environment variables, or with the commands of another program.</summary>
    public static async Task<ProgramEnd> RunAsync(
        IEnumerable<string> arguments,
        Dictionary<string, string> variables,
        Func<CommandContext, RootCommand>? root = null)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var context = new CommandContext
        {
            Output = TextWriter.Synchronized(new VisibleWriter(output)),
            Errors = TextWriter.Synchronized(new VisibleWriter(errors)),
            Variable = name => variables.GetValueOrDefault(name) ?? OfThisProcess(name),
        };
        var exitCode = await TwinCommands.RunAsync(
            (root ?? TwinCommands.Root)(context), [.. arguments], context, Cancel);
        return new ProgramEnd(exitCode, output.ToString(), errors.ToString());
    }

    // The credentials of the person who runs the tests must not affect them.
    private static string? OfThisProcess(string name) =>
        name.StartsWith("SPOTIFY_", StringComparison.Ordinal) ? null : Environment.GetEnvironmentVariable(name);
}
