using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace Generator;

/// <summary>Gets <c>@pulumi/aws</c> with the machine's own npm, once: it stays in this project's obj folder.</summary>
internal static class NpmPackage
{
    /// <returns>The folder of the unpacked package.</returns>
    /// <exception cref="DeclarationsUnavailableException">npm is not there, or has no such package.</exception>
    public static string Fetch(string version)
    {
        // from bin/<configuration>/<framework>
        var objFolder = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "obj");
        var folder = Path.Combine(objFolder, $"pulumi-aws-{version}");
        var package = Path.Combine(folder, "package");
        if (Directory.Exists(package))
        {
            return package;
        }

        // unpacked beside it and then renamed, so that a half-written folder is never taken for the package
        var download = Directory.CreateDirectory(Path.Combine(objFolder, Path.GetRandomFileName()));
        try
        {
            Pack(version, download.FullName);
            var unpacked = download.CreateSubdirectory("unpacked").FullName;
            using (var stream = download.GetFiles("*.tgz").Single().OpenRead())
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
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
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
}
