#!/usr/bin/env dotnet
#:property PublishAot=false
#:property AssemblyName=dev

// The entry point for a person: it builds the needed projects and runs a command. See dotnet dev.cs help.

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

const string Help = """
    Usage: dotnet dev.cs COMMAND [options]

      run      the whole stack on this machine: a week of scheduled runs, all named queries; writes out/
      import   an account's own export of plays into a deployed stack; run --history imports it on this machine
      query    SQL or a named query over the last run or a deployed stack, as a table, CSV or JSON
      report   the report of the last run again, or of a deployed stack's music
      graph    the declared topology as Mermaid
      cost     the monthly cost of the stack, idle and with daily runs
      permissions  the IAM policies of who deploys, previews and queries the stack
      chaos    small runs with faults on AWS's side: no row is lost or doubled, and what is absent is told
      diff     the differences between two runs, and between their stacks, as Markdown
      replay   makes the tables of past days again, shows the differences, and promotes the new tables
      forget   removes a playlist, a user or plays from all buckets, after it has shown what there is
      redrive  sends the events of the failure queue to their functions again
      publish  publishes what is due in a deployed stack, also after an execution that was stopped
      snowflake  what a stack has in Snowflake, as SQL for those who keep it by hand
      verify   runs a deployed stack once, and reports line by line what works
      login    a Spotify refresh token, for the stack's configuration or for run --live
      test     all tests
      bench    the benchmarks: time in comparison with the ideal, and memory

    dotnet dev.cs help COMMAND says more. dotnet itself takes --help and @FILE, unless -- stands before COMMAND.
    Exit codes: 0 done, 1 it failed, 2 the command or its input is wrong.
    """;

// The options are those of dotnet test.
const string TestHelp = """
    Usage: dotnet dev.cs test [mission|twin|eng] [options]

      mission                  the tests of what is deployed: functions/ and infra/
      twin                     the tests of twin/
      eng                      the tests of eng/, dev.cs and the documentation

      --filter EXPRESSION      runs only some of the tests, for example FullyQualifiedName~Tests.Infra; without it,
                               and without the variable CI, all but those of the category Ci
      --list-tests             lists the tests and runs none
      --no-build               runs the tests without a build
      --logger NAME            also writes the results to a file, for example trx
      --results-directory DIR  the folder of that file
    """;

// Ctrl+C also reaches the running command; this program waits until the command has cleaned up.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var root = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;

// The dotnet that runs this file, by its full path: a bare name is looked up in the working directory first.
var dotnet = Path.GetFullPath(Path.Combine(
    RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

var artifacts = Path.Combine(root, "artifacts");
const string twin = "twin/src/Cli";

// The programs of the tests: the word that chooses one, the folder of its project, and its file.
(string Word, string Folder, string Program)[] testPrograms =
[
    ("mission", "tests", "Tests.dll"),
    ("twin", "twin/tests", "Twin.Tests.dll"),
    ("eng", "eng/tests", "Eng.Tests.dll"),
];

switch (args)
{
    case ["help", "run" or "import" or "query" or "report" or "graph" or "diff" or "cost" or "permissions" or "chaos" or "replay" or "forget" or "redrive" or "publish" or "verify" or "snowflake" or "login"]:
        return Run(twin, "Twin.Cli.dll", [args[1], "--help"]);

    case ["help", "bench"]:
        return Run("eng/bench", "Bench.dll", ["bench", "--help"]);

    case ["help", "test"] or ["test", "--help" or "-h" or "-?", ..]:
        Console.WriteLine(TestHelp);
        return 0;

    case [] or ["--help" or "-h" or "-?", ..] or ["help"]:
        Console.WriteLine(Help);
        return args.Length == 0 ? 2 : 0;

    case ["run" or "import" or "query" or "report" or "graph" or "diff" or "cost" or "permissions" or "chaos" or "replay" or "forget" or "redrive" or "publish" or "verify" or "snowflake" or "login", ..]:
        return Run(twin, "Twin.Cli.dll", args);

    case ["bench", ..]:
        return Run("eng/bench", "Bench.dll", args);

    case ["test", .. var choice]:
        return Test(choice);

    default:
        Console.Error.WriteLine($"There is no command '{Visible(string.Join(' ', args.SkipWhile(word => word == "help").Take(1)))}'. Choose one of: run, import, query, report, graph, diff, cost, permissions, chaos, replay, forget, redrive, publish, verify, snowflake, login, test, bench.");
        return 2;
}

// Shows a control or format character as its number, so that no terminal obeys it, as twin/src/Cli does.
string Visible(string text) => Regex.Replace(
    text, @"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]", found => $"\\u{(int)found.Value[0]:x4}");

// Without this check, dotnet test passes an unknown option to MSBuild, whose error names its own switches.
string? WrongOption(ReadOnlySpan<string> options) => options switch
{
    [] => null,
    ["--list-tests" or "--no-build", .. var others] => WrongOption(others),
    ["--filter" or "--logger" or "--results-directory", not ("" or ['-', ..]), .. var others] => WrongOption(others),
    ["--filter" or "--logger" or "--results-directory", ..] =>
        $"Required argument missing for option: '{options[0]}'.",
    _ => $"Unrecognized command or argument '{options[0]}'.",
};

int Run(string project, string program, string[] arguments)
{
    if (Build(project) is var built and not 0)
    {
        return built;
    }

    var ready = Path.Combine(artifacts, "ready", program);
    return Start(
        ["exec", File.Exists(ready) ? ready : Path.Combine(Binaries(project), program), .. arguments]);
}

string Binaries(string project) => Path.Combine(root, project, "bin", "Release", "net10.0");

int Test(string[] arguments)
{
    var chosen = testPrograms.Where(tests => arguments is [var word, ..] && word == tests.Word).ToList();
    string[] options = [.. arguments.Skip(chosen.Count)];
    if (WrongOption(options) is { } wrong)
    {
        Console.Error.WriteLine($"{Visible(wrong)}\n'dotnet dev.cs help test' shows the help.");
        return 2;
    }

    // CI runs the tests of this category too, which are of NuGet, of a generator and of this file's builds.
    string[] unfiltered = options.Contains("--filter") || Environment.GetEnvironmentVariable("CI") is { Length: > 0 }
        ? []
        : ["--filter", "Category!=Ci"];

    var exitCode = 0;
    foreach (var (_, folder, program) in chosen is [] ? [.. testPrograms] : chosen)
    {
        if (!options.Contains("--no-build") && Build(folder, withTests: true) is var built and not 0)
        {
            return built;
        }

        // Given a program, dotnet test does not start MSBuild.
        var ended = Start(
        [
            "test", Path.Combine(Binaries(folder), program), "--nologo",
            .. options.Where(option => option != "--no-build"), .. unfiltered,
        ]);
        exitCode = Math.Max(exitCode, ended);
    }

    return exitCode;
}

// MSBuild takes seconds to find that nothing has changed: the record of the last build says so at once.
int Build(string project, bool withTests = false)
{
    using var turn = TakeTurn();
    if (turn is null)
    {
        Console.Error.WriteLine("Stopped.");
        return 1;
    }

    if (!UsePackages())
    {
        return 1;
    }

    var isFirst = !Directory.Exists(Path.Combine(root, project, "bin", "Release"));
    var record = Path.Combine(artifacts, $"built-{project.Replace('/', '-')}.txt");
    var sources = Sources(withTests);
    if (File.Exists(record) && File.ReadAllText(record) == sources + Outputs(project))
    {
        return 0;
    }

    // A build that fails, or is killed, leaves no record.
    File.Delete(record);
    if (isFirst || !Console.IsErrorRedirected)
    {
        Console.Error.WriteLine(isFirst ? "Building for the first time: this takes about a minute." : "Building.");
    }

    var (exitCode, output) = Capture(
        ["build", Path.Combine(root, project), "-c", "Release", "-v", "quiet", "--nologo", "-clp:NoSummary"]);
    if (exitCode != 0)
    {
        Console.Error.WriteLine(
            stop.IsCancellationRequested ? "Stopped." : $"{output}\n{project} does not build: see above.");
        return 1;
    }

    if (project == twin)
    {
        CompileAhead();
    }

    File.WriteAllText(record, sources + Outputs(project));
    return 0;
}

// A part of each run is the compilation of its code, so it is done beforehand. Where the registry lacks the packs for
// it, the program runs as it was built.
void CompileAhead()
{
    var ready = Path.Combine(artifacts, "ready");
    if (Directory.Exists(ready))
    {
        Directory.Delete(ready, recursive: true);
    }

    var (exitCode, _) = Capture(
    [
        "publish", Path.Combine(root, "eng", "build", "ReadyToRun"), "-c", "Release", "-v", "quiet", "--nologo",
        $"-p:RuntimeIdentifier={RuntimeInformation.RuntimeIdentifier}", "-p:IsProgram=true", "-p:PackedForTheTwin=true",
        $"-p:Assemblies={Binaries(twin)}{Path.DirectorySeparatorChar}",
        $"-p:PublishDir={ready}{Path.DirectorySeparatorChar}",
    ]);
    if (exitCode != 0 && Directory.Exists(ready))
    {
        Directory.Delete(ready, recursive: true);
    }
}

// One build at a time: the next one waits, and finds it done. The lock ends with its process.
FileStream? TakeTurn()
{
    Directory.CreateDirectory(artifacts);
    var file = Path.Combine(artifacts, "build.lock");
    do
    {
        try
        {
            return File.Open(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException)
        {
            // Somebody else has it.
        }
    }
    while (!stop.Token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(100)));

    return null;
}

// All that a build may depend on: each file with its content, the SDKs, and the variables that MSBuild files ask for.
string Sources(bool withTests) => Hash(
[
    root,
    .. Directory.GetDirectories(Path.Combine(Path.GetDirectoryName(dotnet)!, "sdk")),
    $"StandIns={Environment.GetEnvironmentVariable("StandIns")}",
    $"CI={Environment.GetEnvironmentVariable("CI")}",
    .. from file in SourceFiles(root, withTests) select $"{file} {Content(file)}",
]);

// All files but those that no build reads: one too many costs a build, one too few a run of what is not there any more.
IEnumerable<string> SourceFiles(string folder, bool withTests) => Directory.EnumerateFiles(folder).Concat(
    Directory.EnumerateDirectories(folder)
        .Where(inner => Path.GetFileName(inner) is not (['.', ..] or "artifacts" or "bin" or "docs" or "obj")
            && (withTests || Path.GetFileName(inner) != "tests")
            && !File.Exists(Path.Combine(inner, "run.json")))
        .SelectMany(inner => SourceFiles(inner, withTests)));

string Content(string file)
{
    try
    {
        return Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
    }
    catch (Exception e) when (e is IOException or UnauthorizedAccessException)
    {
        // Never the same: MSBuild says what is wrong with it, if it needs it.
        return Guid.NewGuid().ToString();
    }
}

// What the build left, by size and time: another one may have changed it since.
string Outputs(string project)
{
    var program = Directory.CreateDirectory(Path.Combine(root, project, "bin", "Release"));
    var package = new DirectoryInfo(artifacts).EnumerateFiles("functions*");
    return Hash(
        from file in program.EnumerateFiles("*", SearchOption.AllDirectories).Concat(package)
        select $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}");
}

string Hash(IEnumerable<string> lines) => Convert.ToHexString(SHA256.HashData(
    Encoding.UTF8.GetBytes(string.Join('\n', lines.Order(StringComparer.Ordinal)))));

// Finds the packages that the registry lacks, of those that have a stand-in. The answer for a package and its version
// is kept for seven days: a package that appears is used a week later at the latest.
bool UsePackages()
{
    if (Environment.GetEnvironmentVariable("StandIns") is { Length: > 0 })
    {
        return true;
    }

    var now = TimeProvider.System.GetUtcNow();
    var file = Path.Combine(artifacts, "packages.txt");
    var list = File.ReadAllText(Path.Combine(root, "Directory.Packages.props"));
    var versions = Regex.Matches(list, """PackageVersion Include="([^"]+)" Version="([^"]+)""")
        .Where(match => Directory.Exists(Path.Combine(root, "eng", "standins", match.Groups[1].Value)))
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    // A line is: package version there|missing day.
    var known = (File.Exists(file) ? File.ReadLines(file) : []).Select(line => line.Split(' '))
        .Where(line => line is [var id, var version, _, var day]
            && versions.GetValueOrDefault(id) == version
            && DateTimeOffset.TryParse(day, CultureInfo.InvariantCulture, out var asked)
            && now - asked < TimeSpan.FromDays(7))
        .ToDictionary(line => line[0]);
    var missing = new SortedSet<string>(
        known.Values.Where(line => line[2] == "missing").Select(line => line[0]), StringComparer.Ordinal);
    string StandIns() => missing.Count == 0 ? "false"
        : missing.Count == versions.Count ? "true"
        : string.Join(';', missing);

    // A package that is missing hides those that only it refers to: ask until nothing more is missing.
    while (known.Count < versions.Count)
    {
        Environment.SetEnvironmentVariable("StandIns", StandIns());
        var (exitCode, output) = Capture(
            ["restore", Path.Combine(root, "SpotifyStack.sln"), "-v", "quiet", "--nologo"]);
        if (exitCode == 0)
        {
            break;
        }

        var before = missing.Count;
        missing.UnionWith(
            Regex.Matches(output, "NU110[123]: Unable to find (?:a stable )?package ([A-Za-z0-9.]*[A-Za-z0-9])")
                .Select(match => match.Groups[1].Value).Where(versions.ContainsKey));
        if (missing.Count == before)
        {
            Console.Error.WriteLine(output);
            Console.Error.WriteLine(output.Contains("NU1301", StringComparison.Ordinal)
                ? "The packages cannot be restored: the NuGet registry is not within reach, see above."
                : "The packages cannot be restored: see above.");
            return false;
        }
    }

    Environment.SetEnvironmentVariable("StandIns", StandIns());
    if (known.Count < versions.Count)
    {
        Console.Error.WriteLine(missing.Count == 0
            ? "Packages: the real ones; the NuGet registry has them all."
            : $"Packages: stand-ins for {string.Join(", ", missing)}, which the NuGet registry lacks "
                + "(eng/standins/README.md). To ask it again, delete artifacts/packages.txt.");
        File.WriteAllLines(
            file,
            from package in versions
            let answer = missing.Contains(package.Key) ? "missing" : "there"
            let line = known.GetValueOrDefault(package.Key)
            select string.Join(
                ' ', line?[2] == answer ? line : [package.Key, package.Value, answer, $"{now:yyyy-MM-dd}"]));
    }

    return true;
}

int Start(string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo(dotnet, arguments)
    {
        // A start takes 3 % less without the second mapping of each page of code.
        Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" },
    })!;
    process.WaitForExit();
    return process.ExitCode;
}

(int ExitCode, string Output) Capture(string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo(dotnet, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        // Its global.json chooses the SDK.
        WorkingDirectory = root,
        Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
    })!;
    var errors = process.StandardError.ReadToEndAsync();
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return (process.ExitCode, output + errors.Result);
}
