using System.CommandLine;
using Twin.Cli.Operations;
using Twin.Cli.Terminal;
using Twin.Host.History;

namespace Twin.Cli.Commands;

internal static class ImportCommand
{
    public static Command Create(CommandContext context)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "The export: the zip as downloaded, a folder, or JSON files",
            Arity = ArgumentArity.OneOrMore,
        };
        var stack = new Option<string?>("--stack")
        {
            Description = "The deployed stack, reached through the Pulumi and AWS CLIs",
            HelpName = "NAME",
        };
        var privateSessions = CommonOptions.PrivateSessions();
        var command = new Command(
            "import",
            "Imports an account's own export into a deployed stack: strips it on this machine, and uploads the rest")
        {
            files, stack, privateSessions,
        };
        command.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(stack)))
            {
                result.AddError("import writes to a deployed stack. Name it with --stack, or see the export on this "
                    + "machine, without an account: dotnet dev.cs run --history FILE");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new ExportOptions([.. parsed.GetValue(files)!], parsed.GetValue(privateSessions));
            using var access = await StackAccess.FindAsync(
                parsed.GetValue(stack)!, PulumiProject.Folder, context.Path, cancellationToken);
            var session = new ImportSession(
                access,
                context.FilledVariable(ImportSession.EndpointVariable),
                context.Output.WriteLine,
                warning => context.Errors.WriteLine($"warning: {warning}"),
                TimeProvider.System);
            await session.RunAsync(options, cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }
}
