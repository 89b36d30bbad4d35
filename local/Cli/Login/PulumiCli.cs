using Local.Aws.Declaration;
using Local.Cli.Processes;
using Local.Twin.Declaration;

namespace Local.Cli.Login;

/// <summary>The Pulumi CLI: the configuration of a stack.</summary>
/// <param name="program">The CLI.</param>
/// <param name="folder">Where <c>Pulumi.yaml</c> is.</param>
/// <param name="stack">Null: the stack that is selected.</param>
internal sealed class PulumiCli(CommandLineTool program, string folder, string? stack)
{
    /// <summary>The name of the stack.</summary>
    /// <exception cref="InputException">There is no such stack, none is selected, or nobody is logged in.</exception>
    public async Task<string> StackAsync(CancellationToken cancellationToken)
    {
        var (exitCode, output, errors) = await RunAsync(["stack", "--show-name"], null, cancellationToken);
        return exitCode == 0
            ? output.Trim()
            : throw new InputException(
                $"{errors.Trim()}\nPulumi finds no stack to put the token into. Make or choose one first: "
                + "pulumi stack init dev, or pulumi stack select dev; or add --show-secret, which prints the token.");
    }

    /// <summary>Sets a setting. The value goes through standard input: other users see a process's arguments.</summary>
    /// <exception cref="RunFailedException">Pulumi refuses; the message is its own.</exception>
    public async Task SetAsync(string key, string value, bool secret, CancellationToken cancellationToken)
    {
        var (exitCode, _, errors) = await RunAsync(
            ["config", "set", .. secret ? ["--secret"] : Array.Empty<string>(), key], value, cancellationToken);
        if (exitCode != 0)
        {
            throw new RunFailedException(
                $"{errors.Replace(value, "***", StringComparison.Ordinal).Trim()}\npulumi config set {key} failed. "
                + "When that is mended, log in again; or add --show-secret, which prints the token.");
        }
    }

    private Task<ToolResult> RunAsync(
        IEnumerable<string> arguments, string? input, CancellationToken cancellationToken) => program.RunAsync(
        [.. arguments, .. stack is null ? Array.Empty<string>() : ["--stack", stack]],
        folder,
        cancellationToken,
        input);
}
