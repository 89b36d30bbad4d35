using Twin.Host.Loading;

namespace Twin.Cli.Operations;

/// <summary>Finds the stack that <c>replay</c> and <c>redrive</c> work on.</summary>
internal static class OperationTargets
{
    /// <summary>The deployed stack if one is named; otherwise the output of a run.</summary>
    /// <param name="stack">The deployed stack.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="path">The folders in which the CLIs are looked up.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static async Task<IOperationTarget> FindAsync(
        string? stack, string folder, string? path, CancellationToken cancellationToken) =>
        stack is null
            ? await LocalRun.OpenAsync(folder, TimeProvider.System, cancellationToken)
            : await DeployedStack.FindAsync(stack, PulumiProject.Folder, path, cancellationToken);
}
