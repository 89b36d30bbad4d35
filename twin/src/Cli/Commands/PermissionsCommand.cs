using System.CommandLine;
using Twin.Aws.Lambda;
using Twin.Cli.Permissions;
using Twin.Cli.Permissions.Proof;
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
        var prove = new Option<bool>("--prove")
        {
            Description = "Prove instead that each statement of the stack's own policies is needed: run the stack, then "
                + "once more without each permission in turn. It takes about ten minutes",
        };
        var command = new Command("permissions", "Prints the IAM policies of who deploys, previews and queries the stack")
        {
            stack, account, folder, prove,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(prove)
                && new Option[] { stack, account, folder }.FirstOrDefault(
                    option => result.GetResult(option) is { Implicit: false }) is { } other)
            {
                result.AddError($"{prove.Name} has runs of its own. Leave {other.Name} out.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(prove))
            {
                return await ProveAsync(context, cancellationToken);
            }

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

    private static async Task<int> ProveAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var proof = new PermissionProof(ProvedRun.All, IFunctionRuntime.Processes, context.Output);
        await proof.MeasureAsync(cancellationToken);
        await proof.RemoveUnusedAsync(cancellationToken);
        foreach (var grant in proof.Used.OrderBy(grant => $"{grant}", StringComparer.Ordinal))
        {
            await proof.RemoveAsync(grant, cancellationToken);
        }

        foreach (var (grant, reason) in NotShown.All.OrderBy(listed => $"{listed.Key}", StringComparer.Ordinal))
        {
            context.Output.WriteLine($"not shown: {grant}: {reason}");
        }

        context.Output.WriteLine(proof.Contradictions.Count == 0
            ? "Each permission and each denial is needed, or is on the list."
            : $"{proof.Contradictions.Count} contradictions: see above.");
        return proof.Contradictions.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
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
