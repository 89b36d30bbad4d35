using System.ComponentModel;
using System.Diagnostics;

namespace Twin.Aws.Glue;

/// <summary>The Python of this machine, which runs the scripts of jobs.</summary>
/// <param name="HasSpark">True if it has PySpark, and the machine the Java that it needs.</param>
public sealed record PythonProgram(string Path, bool HasSpark)
{
    /// <summary>The least version, which the jobs' packages need.</summary>
    public const string LeastVersion = "3.9";

    /// <summary>The message for a machine without it.</summary>
    public const string Missing =
        $"The Spark job's transformation runs in Python, and there is no Python {LeastVersion} or later in PATH. "
        + "Install one: https://www.python.org/downloads/";

    private const string Question =
        """
        import importlib.util, os, shutil, sys
        java = os.environ.get("JAVA_HOME") or shutil.which("java")
        print(sys.version_info >= (3, 9), bool(java and importlib.util.find_spec("pyspark")), sys.executable)
        """;

    // Of the Windows installer there is no python3; elsewhere python may be of version 2.
    private static readonly string[] Names = ["python3", "python"];

    private static readonly Lazy<PythonProgram?> OfMachine =
        new(() => Find(Environment.GetEnvironmentVariable("PATH")));

    /// <summary>The first Python in <c>PATH</c> that is new enough; null if there is none.</summary>
    public static PythonProgram? Installed => OfMachine.Value;

    internal static PythonProgram? Find(string? path) => Names
        .Select(name => OperatingSystem.IsWindows() ? name + ".exe" : name)
        .SelectMany(name => (path ?? "").Split(System.IO.Path.PathSeparator)
            .Where(System.IO.Path.IsPathFullyQualified)
            .Select(folder => System.IO.Path.Combine(folder, name)))
        .Where(File.Exists)
        .Select(Ask)
        .FirstOrDefault(found => found is not null);

    /// <summary>Starts a program that this process reads from, with the environment of this process less what concerns
    /// AWS or Python.</summary>
    internal static Process Start(
        string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(name =>
            name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("PYTHON", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    // The store's own alias on Windows, and a shim without a version, are no Python and say so.
    private static PythonProgram? Ask(string program)
    {
        try
        {
            using var process = Start(
                program, ["-c", Question], AppContext.BaseDirectory, ImmutableDictionary<string, string>.Empty);
            var answer = process.StandardOutput.ReadToEnd().Trim().Split(' ', 3);
            process.WaitForExit();
            return answer is ["True", var hasSpark, var executable]
                ? new PythonProgram(executable, hasSpark == "True")
                : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
