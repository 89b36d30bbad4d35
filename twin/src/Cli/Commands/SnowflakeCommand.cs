using System.CommandLine;
using Twin.Cli.Snowflake;
using Twin.Cli.Terminal;

namespace Twin.Cli.Commands;

internal static class SnowflakeCommand
{
    public static Command Create(CommandContext context)
    {
        var stack = CommonOptions.Stack();
        var print = new Option<bool>("--print") { Description = "Prints all of it as one script of SQL" };
        var command = new Command(
            "snowflake", "Prints what a stack has in Snowflake, for those who keep Snowflake by hand")
        {
            print, stack,
        };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(print))
            {
                result.AddError($"There is nothing else to do than to print. Add {print.Name}.");
            }
        });
        command.SetAction(async (parsed, _) =>
        {
            var configuration = StackConfiguration.Read(PulumiProject.Folder, parsed.GetValue(stack)!);
            context.Output.Write(SnowflakeScript.Write(await StackLoader.LoadAsync(
                configuration.WithSnowflake().WithSecrets("not shown", "not shown"))));
            return ExitCodes.Done;
        });

        return command;
    }
}
