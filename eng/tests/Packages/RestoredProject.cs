using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Eng.Tests.Packages;

/// <summary>A project with this repository's settings and its own registry of made-up packages, so that a restore
/// does not depend on this machine's registry.</summary>
internal sealed class RestoredProject : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly LoopbackServer _audit;

    private RestoredProject(LoopbackServer audit) => _audit = audit;

    /// <summary>Writes the project; its one package is <c>Wanted</c>.</summary>
    /// <param name="version">The version or range that it references.</param>
    /// <param name="severity">The severity of a vulnerability of <c>Wanted</c> at NuGet, 0 to 3; null for none.</param>
    public static async Task<RestoredProject> CreateAsync(string version, int? severity = null)
    {
        var known = severity is null
            ? "{}"
            : $$"""{"wanted":[{"url":"https://example.com/advisory","severity":{{severity}},"versions":"[0.0.0, 9.0.0)"}]}""";
        var project = new RestoredProject(await LoopbackServer.StartAsync(
            context => context.Response.WriteAsync(Answer(context.Request, known)),
            Cancel));
        project.Write(version);
        return project;
    }

    public string LockFile => Path.Combine(_folder.Root, "project", "packages.lock.json");

    public void Publish(string id, string version, params (string Id, string Version)[] dependencies)
    {
        var file = Path.Combine(_folder.Root, "registry", $"{id}.{version}.nupkg");
        File.Delete(file);
        using var package = ZipFile.Open(file, ZipArchiveMode.Create);
        using var nuspec = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open());
        nuspec.Write($"""
            <package><metadata>
              <id>{id}</id><version>{version}</version><authors>nobody</authors><description>none</description>
              <dependencies>{string.Concat(dependencies.Select(other =>
                  $"""<dependency id="{other.Id}" version="{other.Version}" />"""))}</dependencies>
            </metadata></package>
            """);
    }

    /// <summary>Publishes a package again with other bytes, and removes the downloaded one.</summary>
    public void PublishOtherBytes(string id, string version)
    {
        Publish(id, version, ("Other", "1.0.0"));
        Publish("Other", "1.0.0");
        Directory.Delete(Path.Combine(_folder.Root, "downloaded"), recursive: true);
    }

    /// <summary>Restores the project, in CI or by hand.</summary>
    public async Task<ProgramEnd> RestoreAsync(bool inCi, params IEnumerable<string> options)
    {
        var start = new ProcessStartInfo(
            DotnetRuntime.Dotnet,
            ["restore", Path.Combine(_folder.Root, "project", "Project.csproj"), "--nologo", "--force", .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["CI"] = inCi ? "true" : "",
                ["StandIns"] = "",
                ["RestoreConfigFile"] = Path.Combine(_folder.Root, "nuget.config"),
                ["NUGET_PACKAGES"] = Path.Combine(_folder.Root, "downloaded"),
                ["NUGET_HTTP_CACHE_PATH"] = Path.Combine(_folder.Root, "cache"),
                ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            },
        };
        using var process = Process.Start(start)!;
        return await LocalProgram.EndOfAsync(process);
    }

    public async ValueTask DisposeAsync()
    {
        await _audit.DisposeAsync();
        _folder.Dispose();
    }

    private void Write(string version)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Root, "registry"));
        _folder.Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="registry" value="registry" /></packageSources>
              <auditSources><clear />
                <add key="audit" value="{_audit.Endpoint}index.json" protocolVersion="3" allowInsecureConnections="true" />
              </auditSources>
            </configuration>
            """);
        _folder.Write("project/Directory.Build.props", $"""
            <Project><Import Project="{Path.Combine(PulumiProject.Folder, "Directory.Build.props")}" /></Project>
            """);
        _folder.Write("project/Project.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup><PackageReference Include="Wanted" Version="{version}" /></ItemGroup>
            </Project>
            """);
    }

    private static string Answer(HttpRequest request, string known)
    {
        string Address(string page) => $"http://{request.Host}/{page}.json";
        return request.Path.Value switch
        {
            "/index.json" =>
                $$"""
                {"version":"3.0.0","resources":[{"@id":"{{Address("pages")}}","@type":"VulnerabilityInfo/6.7.0"}]}
                """,
            "/pages.json" =>
                $$"""[{"@name":"base","@id":"{{Address("base")}}","@updated":"2026-01-01T00:00:00Z","comment":""}]""",
            _ => known,
        };
    }
}
