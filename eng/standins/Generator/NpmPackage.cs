using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace Generator;

/// <summary>Gets <c>@pulumi/aws</c> with the machine's own npm, once, and keeps it in this project's obj
/// folder.</summary>
internal static class NpmPackage
{
    /// <returns>The folder of the unpacked package.</returns>
    /// <exception cref="DeclarationsUnavailableException">npm is not installed, or finds no such package.</exception>
    /// <exception cref="GeneratorException">npm returned another package, or no hash is pinned for it.</exception>
    public static string Fetch(string version)
    {
        NpmIntegrity.Require(version);

        // from bin/<configuration>/<framework>
        var objFolder = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "obj");
        var folder = Path.Combine(objFolder, NpmIntegrity.FolderName);
        var package = Path.Combine(folder, "package");
        if (Directory.Exists(package))
        {
            return package;
        }

        // unpacked beside it and then renamed, so that an incomplete folder is never used as the package
        var download = Directory.CreateDirectory(Path.Combine(objFolder, Path.GetRandomFileName()));
        try
        {
            Pack(version, download.FullName);
            var packed = download.GetFiles("*.tgz").Single();
            NpmIntegrity.Verify(packed.FullName);
            var unpacked = download.CreateSubdirectory("unpacked").FullName;
            using (var stream = packed.OpenRead())
            using (var plain = new GZipStream(stream, CompressionMode.Decompress))
            {
                TarFile.ExtractToDirectory(plain, unpacked, overwriteFiles: false);
            }

            Directory.Move(unpacked, folder);
            return package;
        }
        finally
        {
            download.Delete(recursive: true);
        }
    }

    private static void Pack(string version, string folder)
    {
        var npm = Find(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
            ?? throw new DeclarationsUnavailableException("npm is not on the PATH.");
        string[] arguments = ["pack", $"@pulumi/aws@{version}", "--loglevel=error", "--fetch-retries=0"];
        var start = new ProcessStartInfo(npm, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new DeclarationsUnavailableException(
                    $"npm pack @pulumi/aws@{version} failed: {error.GetAwaiter().GetResult().Trim()}");
            }
        }
        catch (Win32Exception exception)
        {
            throw new DeclarationsUnavailableException($"npm could not be started: {exception.Message}");
        }
    }

    // By its full path: a bare name means the working directory first.
    private static string? Find(string file) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Where(Path.IsPathFullyQualified)
        .Select(folder => Path.Combine(folder, file))
        .FirstOrDefault(File.Exists);
}
