using System.Runtime.InteropServices;

namespace Twin.Aws.Lambda;

/// <summary>The start of the managed runtime, with the package's own dependencies and settings.</summary>
internal static class DotnetRuntime
{
    public static string Folder => AppContext.BaseDirectory;

    /// <summary>The .NET installation that runs this program: it has shared/Microsoft.NETCore.App/version.</summary>
    public static string DotnetRoot { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    public static string Dotnet { get; } =
        Path.Combine(DotnetRoot, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    /// <summary>The arguments that AWS's own start script uses: see bootstrap.sh in aws-lambda-dotnet.</summary>
    /// <exception cref="InvalidOperationException">The package lacks a file that the runtime needs.</exception>
    public static IReadOnlyList<string> Arguments(LambdaFunction function, string taskRoot)
    {
        var assembly = function.Handler.Split("::")[0];
        return
        [
            "exec",
            "--depsfile", PackageFile(function, taskRoot, assembly, ".deps.json"),
            "--runtimeconfig", PackageFile(function, taskRoot, assembly, ".runtimeconfig.json"),
            Path.Combine(Folder, "Twin.Runtime.dll"),
            function.Handler,
        ];
    }

    private static string PackageFile(LambdaFunction function, string taskRoot, string assembly, string extension)
    {
        var expected = Path.Combine(taskRoot, assembly + extension);
        if (File.Exists(expected))
        {
            return expected;
        }

        return Directory.GetFiles(taskRoot, "*" + extension) is [var only]
            ? only
            : throw new InvalidOperationException(
                $"The package of function {function.Name} lacks {assembly}{extension}, which the managed runtime " +
                "needs in its root: publish the function's project and zip what is in the publish folder.");
    }
}

internal sealed record FunctionProcessPaths(
    string TaskRoot,
    string TemporaryFolder,
    string RuntimeFolder,
    string DotnetRoot,
    string RuntimeApi,
    string LogGroup,
    string LogStream);
