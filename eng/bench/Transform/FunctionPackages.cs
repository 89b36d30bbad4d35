using System.IO.Compression;
using System.Runtime.InteropServices;
using Infra.Components;
using Twin.Host.Loading;

namespace Bench.Transform;

/// <summary>The functions' package in two forms: for any machine, and compiled ahead for this one. The build compiles
/// ahead for Lambda's processor, and that code would not run here.</summary>
internal static class FunctionPackages
{
    /// <summary>The package whose code is compiled when it runs.</summary>
    public static string Portable => FunctionPackage.PortablePath;

    /// <summary>Makes the package that is compiled ahead for this machine.</summary>
    /// <returns>The package's path; or the reason why there is none, as the end of a sentence.</returns>
    public static async Task<(string? Path, string? Reason)> CompileAsync(
        string folder, CancellationToken cancellationToken)
    {
        var (package, compiled) = (Path.Combine(folder, "package"), Path.Combine(folder, "compiled"));
        ZipFile.ExtractToDirectory(Portable, package);
        var start = new ProcessStartInfo(
            DotnetRuntime.Dotnet,
            [
                "publish",
                Path.Combine(PulumiProject.Folder, "eng", "build", "ReadyToRun", "ReadyToRun.csproj"),
                "-c",
                "Release",
                "--nologo",
                "-v",
                "quiet",
                $"-p:RuntimeIdentifier={Platform}",
                $"-p:Assemblies={package}{Path.DirectorySeparatorChar}",
                $"-p:PublishDir={compiled}{Path.DirectorySeparatorChar}",
                "-p:PackedForTheTwin=true",
            ])
        {
            RedirectStandardOutput = true,
        };
        using var build = Process.Start(start)!;
        var said = await build.StandardOutput.ReadToEndAsync(cancellationToken);
        await build.WaitForExitAsync(cancellationToken);
        if (build.ExitCode != 0)
        {
            var errors = said.Split('\n').Select(line => line.Split(": error ")).Where(parts => parts.Length > 1);
            return (null, errors.FirstOrDefault()?[1].Trim() ?? "it does not build");
        }

        foreach (var assembly in Directory.GetFiles(package, "*.dll"))
        {
            File.Copy(Path.Combine(compiled, Path.GetFileName(assembly)), assembly, overwrite: true);
        }

        var path = Path.Combine(folder, "functions.zip");
        await ZipFile.CreateFromDirectoryAsync(package, path, cancellationToken);
        return (path, null);
    }

    private static string Platform
    {
        get
        {
            var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        }
    }
}
