using System.Text.RegularExpressions;

namespace Twin.Cli.Verification;

/// <summary>Compares the code and the stack's configuration with the deployed stack, as a preview does.</summary>
internal sealed partial class SettingsCheck(VerifyTarget target, VerificationReport report)
{
    public Task RunAsync(CancellationToken cancellationToken) =>
        report.CheckAsync("settings", () => CheckAsync(cancellationToken));

    private async Task<CheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        var file = $"Pulumi.{target.Stack.Stack.Split('/')[^1]}.yaml";
        var (exitCode, output, errors) = await target.Stack.PulumiAsync(
            ["preview", "--expect-no-changes", "--non-interactive", "--color", "never"], cancellationToken);
        if (exitCode == 0)
        {
            return CheckResult.Ok($"{file} and the code are as deployed");
        }

        // Pulumi has one exit code for changes and for errors.
        var changes = string.Join(", ", Change().Matches(output).Select(change => change.Groups["text"].Value));
        return changes.Length > 0
            ? CheckResult.Failed(
                $"{file} or the code differ from the deployed stack: {changes}",
                $"See pulumi preview --diff --stack {target.Stack.Stack}. Deploy the difference with pulumi up, or "
                + "undo it.")
            : CheckResult.Failed(
                $"{(errors.Length > 0 ? errors : output)}",
                "pulumi preview failed. Correct what it names, and verify again.");
    }

    // The lines of the summary: "    ~ 2 to update".
    [GeneratedRegex(@"^\s+\S+ (?<text>\d+ to [a-z]+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Change();
}
