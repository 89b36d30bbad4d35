namespace Eng.Tests.Dev;

/// <summary>A small repository with two projects, which count their builds and copy a ready program.</summary>
public sealed class SmallTree : IAsyncLifetime
{
    /// <summary>A part of the message of the ready program.</summary>
    public const string Ran = "Give two folders";

    private readonly TestFolder _folder = new();

    public int Builds => File.ReadAllLines(PathOf("artifacts/builds.txt")).Length;

    public async ValueTask InitializeAsync()
    {
        foreach (var file in (ReadOnlySpan<string>)["dev.cs", "global.json"])
        {
            File.Copy(Path.Combine(PulumiProject.Folder, file), PathOf(file));
        }

        Write("Directory.Build.props", "<Project />\n");
        Write("infra/Stack.cs", "// A stack.\n");
        Write("twin/src/Cli/Cli.csproj", Project("Twin.Cli"));
        Write("tests/Tests.csproj", Project("Tests"));
        var first = await RunAsync();
        Assert.Contains(Ran, first.Errors, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    public string PathOf(string file) => Path.Combine(_folder.Root, file);

    public void Write(string file, string text) => _folder.Write(file, text);

    /// <summary>The number of builds that a run takes after a change.</summary>
    public async Task<int> BuildsAfterAsync(Action change, string standIns = "true")
    {
        var before = Builds;
        change();
        var end = await RunAsync(standIns);
        Assert.Contains(Ran, end.Errors, StringComparison.Ordinal);
        return Builds - before;
    }

    internal async Task<ProgramEnd> RunAsync(string standIns = "true", string command = "run")
    {
        using var process = Start(standIns, command);
        return await LocalProgram.EndOfAsync(process);
    }

    public Process Start(string standIns = "true", string command = "run") =>
        Process.Start(new ProcessStartInfo(DotnetRuntime.Dotnet, [PathOf("dev.cs"), .. command.Split(' ')])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["StandIns"] = standIns },
        })!;

    private string Project(string program) => $"""
        <Project DefaultTargets="Build">
          <PropertyGroup>
            <Root>{_folder.Root}/</Root>
            <Program>bin/Release/net10.0/{program}</Program>
          </PropertyGroup>
          <Target Name="Restore" />
          <Target Name="Build">
            <WriteLinesToFile File="$(Root)artifacts/builds.txt" Lines="built" />
            <Error Text="It fails." Condition="Exists('$(Root)infra/fail')" />
            <Copy SourceFiles="{Ready("dll")};{Ready("runtimeconfig.json")}"
                  DestinationFiles="$(Program).dll;$(Program).runtimeconfig.json" />
            <Touch Files="$(Root)artifacts/waits" AlwaysCreate="true" Condition="Exists('$(Root)infra/wait')" />
            <Exec Command="sleep 120" Condition="Exists('$(Root)infra/wait')" />
          </Target>
        </Project>
        """;

    private static string Ready(string extension) =>
        Path.Combine(AppContext.BaseDirectory, $"MadeUpCaptures.{extension}");
}
