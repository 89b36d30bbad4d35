using Twin.Host.Loading;

namespace Twin.Cli.Operations;

/// <summary>Finds the stack that <c>replay</c> and <c>redrive</c> work on.</summary>
internal static class OperationTargets
{
    /// <summary>The deployed stack if one is named; otherwise the output of a run.</summary>
    public static async Task<IOperationTarget> FindAsync(
        string? stack, string folder, CancellationToken cancellationToken) =>
        stack is null
            ? await LocalRun.OpenAsync(folder, TimeProvider.System, cancellationToken)
            : await DeployedStack.FindAsync(
                stack, PulumiProject.Folder, Environment.GetEnvironmentVariable("PATH"), cancellationToken);
}
