using System.Diagnostics;
using System.Text;
using Local.Aws.Lambda;

namespace Tests.Local.Cli.Commands;

/// <summary>The built program in a process of its own, piped, as a script runs it.</summary>
internal static class LocalProgram
{
    /// <summary>Starts it with its output in this process's hands.</summary>
    public static Process Start(params IEnumerable<string> arguments) => Start(arguments, variables: null);

    /// <summary>The same with variables of its own, or another program that takes its commands likewise.</summary>
    public static Process Start(
        IEnumerable<string> arguments, Dictionary<string, string>? variables, string program = "Local.Cli.dll")
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

        // A person's own credentials are not this test's.
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

    /// <summary>Runs it to its end.</summary>
    public static async Task<ProgramEnd> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = Start(arguments);
        return await EndOfAsync(process);
    }

    /// <summary>Waits for its end; a test that is stopped stops it too.</summary>
    public static async Task<ProgramEnd> EndOfAsync(Process process)
    {
        var token = TestContext.Current.CancellationToken;
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
