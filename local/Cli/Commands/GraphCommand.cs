using System.CommandLine;
using Local.Twin.Declaration;
using Local.Cli.Graph;

namespace Local.Cli.Commands;

/// <summary><c>graph</c>: the declared topology as Mermaid.</summary>
internal static class GraphCommand
{
    public static Command Create()
    {
        var stack = CommonOptions.Stack();
        var command = new Command("graph", "Prints the declared topology as Mermaid") { stack };

        command.SetAction(async (parsed, _) =>
        {
            var configuration = StackConfiguration.Read(PulumiProject.Folder, parsed.GetValue(stack)!);
            var declared = await StackLoader.LoadAsync(configuration.WithSecrets("not shown", "not shown"));
            Console.Write(Mermaid.Draw(declared));
            return ExitCodes.Done;
        });

        return command;
    }
}
