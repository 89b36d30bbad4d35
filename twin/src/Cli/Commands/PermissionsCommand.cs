using System.CommandLine;
using Twin.Cli.Permissions;
using Twin.Cli.Terminal;

namespace Twin.Cli.Commands;

internal static class PermissionsCommand
{
    private const int DigitsOfAnAccount = 12;

    public static Command Create(CommandContext context)
    {
        var stack = CommonOptions.Stack();
        var account = new Option<string?>("--account")
        {
            Description = "The AWS account's number, twelve digits. Without it, the documents have <account> in its place",
            HelpName = "ID",
        };
        account.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }]
                && (text.Length != DigitsOfAnAccount || !text.All(char.IsAsciiDigit)))
            {
                result.AddError($"{account.Name} is '{text}'. It accepts the number of an AWS account, twelve digits.");
            }
        });
        var folder = new Option<string?>("--out")
        {
            Description = "Write each document to a file of this folder instead",
            HelpName = "DIR",
        };
        var command = new Command("permissions", "Prints the IAM policies of who deploys, previews and queries the stack")
        {
            stack, account, folder,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var declared = await StackLoader.LoadWithoutSecretsAsync(parsed.GetValue(stack)!);
            ExpectPartition(declared);
            foreach (var policy in StackPolicies.Of(declared))
            {
                foreach (var (place, document) in policy.Documents.Index())
                {
                    var text = document.Replace(
                        declared.AccountId, parsed.GetValue(account) ?? "<account>", StringComparison.Ordinal);
                    if (parsed.GetValue(folder) is { } path)
                    {
                        var file = Path.Combine(Directory.CreateDirectory(path).FullName, $"{policy.NameOf(place)}.json");
                        await File.WriteAllTextAsync(file, text + "\n", cancellationToken);
                        context.Output.WriteLine($"{file} is written.");
                        continue;
                    }

                    context.Output.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{policy.Name}, document {place + 1} of {policy.Documents.Length}: {PrintedPolicy.Size(document)} "
                        + $"of {PrintedPolicy.MaxCharacters} characters"));
                    context.Output.Write($"{text}\n\n");
                }
            }

            return ExitCodes.Done;
        });

        return command;
    }

    private static void ExpectPartition(DeclaredStack stack)
    {
        if (((string[])["cn-", "us-gov-", "us-iso", "eusc-"]).Any(other =>
            stack.Region.StartsWith(other, StringComparison.Ordinal)))
        {
            throw new InputException(
                $"aws:region is '{stack.Region}', which is not in the partition aws. permissions writes the ARNs of that "
                + "partition alone: set another region.");
        }
    }
}
