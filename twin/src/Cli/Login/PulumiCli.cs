using Twin.Cli.Processes;

namespace Twin.Cli.Login;

/// <param name="stack">The stack; null for the selected one.</param>
internal sealed class PulumiCli(CommandLineTool program, string folder, string? stack)
{
    public async Task<string> StackAsync(CancellationToken cancellationToken)
    {
        var (exitCode, output, errors) = await RunAsync(["stack", "--show-name"], null, cancellationToken);
        return exitCode == 0
            ? output.Trim()
            : throw new InputException(
                $"{errors.Trim()}\nPulumi finds no stack for the token. Make or select one first: "
                + "pulumi stack init dev, or pulumi stack select dev; or add --show-secret, which prints the token.");
    }

    /// <exception cref="InputException">There is no such stack, or it lacks the setting; the message is
    /// <paramref name="advice"/>, then Pulumi's.</exception>
    public async Task<string> GetAsync(string key, string advice, CancellationToken cancellationToken)
    {
        var (exitCode, output, errors) = await RunAsync(["config", "get", key], null, cancellationToken);
        return exitCode == 0 && output.Trim() is { Length: > 0 } value
            ? value
            : throw new InputException($"{advice}\n{errors}".TrimEnd());
    }

    /// <summary>Sets a setting. The value goes through standard input: other users see a process's arguments.</summary>
    public async Task SetAsync(string key, string value, bool secret, CancellationToken cancellationToken)
    {
        var (exitCode, _, errors) = await RunAsync(
            ["config", "set", .. secret ? ["--secret"] : Array.Empty<string>(), key], value, cancellationToken);
        if (exitCode != 0)
        {
            throw new RunFailedException(
                $"{errors.Replace(value, "***", StringComparison.Ordinal).Trim()}\npulumi config set {key} failed. "
                + "Correct that and log in again; or add --show-secret, which prints the token.");
        }
    }

    /// <summary>Removes settings; one that is not set stays so.</summary>
    /// <exception cref="RunFailedException">Pulumi refuses.</exception>
    public async Task RemoveAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            var (exitCode, _, errors) = await RunAsync(["config", "rm", key], null, cancellationToken);
            if (exitCode != 0)
            {
                throw new RunFailedException($"{errors.Trim()}\npulumi config rm {key} failed.");
            }
        }
    }

    private Task<ToolResult> RunAsync(
        IEnumerable<string> arguments, string? input, CancellationToken cancellationToken) => program.RunAsync(
        [.. arguments, .. stack is null ? Array.Empty<string>() : ["--stack", stack]],
        folder,
        cancellationToken,
        input);
}
