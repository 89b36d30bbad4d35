using System.Diagnostics;

namespace Twin.Cli.Processes;

internal sealed class CommandLineTool(string file)
{
    /// <summary>Finds a program as the shell does, but in folders with a full path only: what another one names depends
    /// on the working directory, where anybody may have put a program.</summary>
    public static CommandLineTool? Find(string name, string? path)
    {
        string[] files = OperatingSystem.IsWindows() ? [$"{name}.exe", $"{name}.cmd"] : [name];
        return (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(directory => files.Select(file => Path.Combine(directory, file)))
            .Where(System.IO.File.Exists)
            .Select(found => new CommandLineTool(found))
            .FirstOrDefault();
    }

    public string File => file;

    /// <summary>Runs the program to its end. A cancelled program is killed, with all processes that it
    /// started.</summary>
    /// <param name="arguments">The arguments, which other users of the machine can see.</param>
    public async Task<ToolResult> RunAsync(
        IEnumerable<string> arguments, string folder, CancellationToken cancellationToken, string? input = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            try
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // The program has ended already, and its exit code tells the reason.
            }

            await process.WaitForExitAsync(cancellationToken);
            return new ToolResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}

internal sealed record ToolResult(int ExitCode, string Output, string Errors);
