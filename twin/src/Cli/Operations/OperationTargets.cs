using Twin.Host.Loading;

namespace Twin.Cli.Operations;

internal static class OperationTargets
{
    public static async Task<IOperationTarget> FindAsync(
        string? stack, string folder, string? path, CancellationToken cancellationToken) =>
        stack is null
            ? await LocalRun.OpenAsync(folder, TimeProvider.System, cancellationToken)
            : await DeployedStack.FindAsync(stack, PulumiProject.Folder, path, cancellationToken);
}
