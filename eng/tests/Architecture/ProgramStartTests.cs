namespace Eng.Tests.Architecture;

/// <summary>A program is started by its full path. A bare name is looked up in the working directory before the
/// <c>PATH</c>: by .NET on every system, and by the shell of Windows.</summary>
public sealed partial class ProgramStartTests
{
    [Fact]
    public void No_source_starts_a_program_by_a_bare_name() =>
        Assert.Empty(Files("*.cs").SelectMany(file => Found(file, BareNamesIn(File.ReadAllText(file)))));

    [Fact]
    public void No_build_starts_a_program_by_a_bare_name() => Assert.Empty(
        Files("*.targets").Concat(Files("*.props")).Concat(Files("*.csproj"))
            .SelectMany(file => Found(file, BareCommandsIn(File.ReadAllText(file)))));

    [Theory]
    [InlineData("""Process.Start("dotnet", arguments)""", "dotnet")]
    [InlineData("""Process.Start(new ProcessStartInfo("npm", ["ci"]))""", "npm")]
    [InlineData("""Process.Start(new ProcessStartInfo { FileName = "aws" })""", "aws")]
    [InlineData("Process.Start(\n    \"bin/tool\")", "bin/tool")]
    [InlineData("""ProcessStartInfo start = new("pulumi");""", "pulumi")]
    [InlineData("""Process.Start("/bin/sh", ["-c"])""")]
    [InlineData("""Process.Start(new ProcessStartInfo(dotnet, ["build"]))""")]
    public void A_bare_name_is_found(string source, params string[] names) => Assert.Equal(names, BareNamesIn(source));

    [Theory]
    [InlineData("""<Exec Command="dotnet publish x" />""", "dotnet publish x")]
    [InlineData("""<Exec Condition="'$(a)' != ''" Command="npm ci" />""", "npm ci")]
    [InlineData("""<Exec Command="&quot;$(NetCoreRoot)dotnet&quot; publish x" />""")]
    [InlineData("""<Exec Command="npm ci" EnvironmentVariables="NoDefaultCurrentDirectoryInExePath=1" />""")]
    public void A_bare_command_of_a_build_is_found(string build, params string[] commands) =>
        Assert.Equal(commands, BareCommandsIn(build));

    private static IEnumerable<string> Files(string pattern) =>
        SourceFiles.Find(pattern)
            // This file's examples are bare names.
            .Where(file => Path.GetFileName(file) != $"{nameof(ProgramStartTests)}.cs");

    private static IEnumerable<string> Found(string file, IEnumerable<string> programs) =>
        programs.Select(program => $"{SourceFiles.NameOf(file)} starts '{program}'");

    private static IEnumerable<string> BareNamesIn(string source) => Start().Matches(source)
        .Select(start => start.Groups["program"].Value)
        .Where(program => !program.StartsWith('/'));

    private static IEnumerable<string> BareCommandsIn(string build) => Exec().Matches(build)
        .Where(exec => !exec.Value.Contains("NoDefaultCurrentDirectoryInExePath=1", StringComparison.Ordinal))
        .Select(exec => exec.Groups["command"].Value)
        .Where(command => !command.StartsWith("&quot;$(", StringComparison.Ordinal));

    [GeneratedRegex(
        """(?:Process\.Start\(|ProcessStartInfo\(|ProcessStartInfo \w+ = new\(|(?<!string )FileName = )\s*@?"(?<program>[^"]*)""")]
    private static partial Regex Start();

    [GeneratedRegex("""<Exec\s[^>]*?Command="(?<command>[^"]*)"[^>]*>""")]
    private static partial Regex Exec();
}
