using Local.Cli.Operations;
using Local.Twin.Declaration;

namespace Local.Cli.Commands;

/// <summary>Where <c>replay</c> and <c>redrive</c> work.</summary>
internal static class Lakes
{
    /// <summary>A deployed stack where one is named, else what a run left.</summary>
    public static async Task<ILake> FindAsync(string? stack, string folder, CancellationToken cancellationToken) =>
        stack is null
            ? await RunLake.OpenAsync(folder, TimeProvider.System, cancellationToken)
            : await DeployedLake.FindAsync(
                stack, PulumiProject.Folder, Environment.GetEnvironmentVariable("PATH"), cancellationToken);
}
