using System.Diagnostics;

namespace Twin.Tests.Support;

/// <summary>The built program as its own process with redirected output, as a script runs it.</summary>
internal static class LocalProgram
{
    public static Process Start(params IEnumerable<string> arguments) => Start(arguments, variables: null);

    /// <summary>The same with more environment variables, or with another program that takes its commands in the same
    /// way.</summary>
    public static Process Start(
        IEnumerable<string> arguments, Dictionary<string, string>? variables, string program = "Twin.Cli.dll")
    {
        var start = new ProcessStartInfo(
            DotnetRuntime.Dotnet, ["exec", Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };

        // The credentials of the person who runs the tests must not affect them.
        foreach (var variable in start.Environment.Keys
            .Where(name => name.StartsWith("SPOTIFY_", StringComparison.Ordinal))
            .ToList())
        {
            start.Environment.Remove(variable);
        }

        foreach (var (variable, value) in variables ?? [])
        {
            start.Environment[variable] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public static async Task<ProgramEnd> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = Start(arguments);
        return await EndOfAsync(process);
    }

    /// <summary>Waits for the end of the process, and stops it if the test is stopped.</summary>
    public static async Task<ProgramEnd> EndOfAsync(Process process)
    {
        var token = Cancel;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(token);
            var output = await process.StandardOutput.ReadToEndAsync(token);
            await process.WaitForExitAsync(token);
            return new ProgramEnd(process.ExitCode, output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}

internal sealed record ProgramEnd(int ExitCode, string Output, string Errors);
