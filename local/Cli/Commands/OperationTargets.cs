using Local.Cli.Operations;
using Local.Twin.Declaration;

namespace Local.Cli.Commands;

/// <summary>Where <c>replay</c> and <c>redrive</c> work.</summary>
internal static class OperationTargets
{
    /// <summary>A deployed stack where one is named, else what a run left.</summary>
    public static async Task<IOperationTarget> FindAsync(string? stack, string folder, CancellationToken cancellationToken) =>
        stack is null
            ? await LocalRun.OpenAsync(folder, TimeProvider.System, cancellationToken)
            : await DeployedStack.FindAsync(
                stack, PulumiProject.Folder, Environment.GetEnvironmentVariable("PATH"), cancellationToken);
}
