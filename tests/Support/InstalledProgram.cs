using System.Diagnostics;

namespace Tests.Support;

/// <summary>A program of this machine, started by its full path: a bare name is looked up in the working directory
/// first.</summary>
internal sealed record InstalledProgram(string Path)
{
    /// <summary>Finds a program in the folders of <c>PATH</c>; the test is skipped where there is none.</summary>
    public static InstalledProgram Require(string name)
    {
        var file = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(System.IO.Path.PathSeparator)
            .Where(System.IO.Path.IsPathFullyQualified)
            .Select(folder => System.IO.Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"This machine has no {name}.");
        return new InstalledProgram(path!);
    }

    /// <summary>Runs the program with a text as its input, and returns its output.</summary>
    public async Task<string> RunAsync(IEnumerable<string> arguments, string input) =>
        (await RunAsync(arguments, input, [])).Output;

    /// <summary>The same with more environment variables; the exit code may be any.</summary>
    public async Task<(string Output, string Errors)> RunAsync(
        IEnumerable<string> arguments, string input, Dictionary<string, string> variables, int exitCode = 0)
    {
        var token = TestCancellation.Cancel;
        var start = new ProcessStartInfo(Path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var errors = process.StandardError.ReadToEndAsync(token);
        await process.StandardInput.WriteAsync(input.AsMemory(), token);
        process.StandardInput.Close();
        await process.WaitForExitAsync(token);
        Assert.True(process.ExitCode == exitCode, $"{process.ExitCode}: {await errors}");
        return (await output, await errors);
    }
}
