using System.Diagnostics;

namespace Local.Cli.Operations;

/// <summary>A program of somebody else's, run to its end.</summary>
internal static class CliProcess
{
    /// <summary>A program of this machine, as the shell finds it; null where there is none.</summary>
    /// <param name="name">Without an ending.</param>
    /// <param name="path">The variable <c>PATH</c>.</param>
    public static string? Find(string name, string? path)
    {
        string[] files = OperatingSystem.IsWindows() ? [$"{name}.exe", $"{name}.cmd"] : [name];
        return (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(directory => files.Select(file => Path.Combine(directory, file)))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Runs a program without input.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string program, IEnumerable<string> arguments, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
