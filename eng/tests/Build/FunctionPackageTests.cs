using System.IO.Compression;
using System.Reflection.PortableExecutable;
using Infra.Components;

namespace Eng.Tests.Build;

/// <summary>The functions' package: it is small, has only the files for Lambda, and has the same bytes in each
/// build.</summary>
public class FunctionPackageTests
{
    /// <summary>The most bytes of the package. Lambda allows 50 MB, but downloads the package at each cold start.
    /// Most of it are AWS's clients, and Newtonsoft.Json, which Spotify's client needs.</summary>
    private const long MaxBytes = 2_500_000;

    /// <summary>The most bytes of the package with native code, which takes longer to download and far less time to
    /// start.</summary>
    private const long MaxBytesCompiled = 5_500_000;

    // The mark of .NET's images for Linux, combined with the machine.
    private const ushort Linux = 0x7B79;
    private const int ReadableByAll = 0x1A4 << 16;
    private static readonly DateTime EarliestTimeOfZip = new(1980, 1, 1);

    [Fact]
    public async Task The_package_has_the_functions_and_their_assemblies_and_nothing_else()
    {
        using var package = await OpenAsync();

        Assert.Equal(
            [
                "Functions.deps.json",
                "Functions.dll",
                // With this file, a stack trace in the log has line numbers.
                "Functions.pdb",
                "Functions.runtimeconfig.json",
                .. await ReferencesAsync(package),
            ],
            package.Entries.Select(entry => entry.FullName)
                .OrderBy(name => !name.StartsWith("Functions.", StringComparison.Ordinal))
                .ThenBy(name => name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_assembly_of_the_runtime_is_packed()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        using var package = await OpenAsync();

        Assert.All(package.Entries, entry => Assert.False(
            File.Exists(Path.Combine(runtime, entry.Name)), $"{entry.Name} is part of .NET"));
        Assert.DoesNotContain(
            package.Entries,
            entry => entry.Name.StartsWith("Amazon.Lambda.RuntimeSupport", StringComparison.Ordinal));
        Assert.Equal(["Microsoft.NETCore.App"], await FrameworksAsync(package));
    }

    [Fact]
    public async Task The_package_is_small()
    {
        var isCompiled = (await MachinesAsync(FunctionPackage.Path)).Any(machine => machine is not null);

        Assert.InRange(new FileInfo(FunctionPackage.PortablePath).Length, 1, MaxBytes);
        Assert.InRange(new FileInfo(FunctionPackage.Path).Length, 1, isCompiled ? MaxBytesCompiled : MaxBytes);
    }

    [Fact]
    public async Task Native_code_if_any_is_for_the_declared_processor()
    {
        var stack = await Stacks.Load("dev");
        var declared = Assert.Single(
            stack.OfType(LambdaResources.Function).SelectMany(function => function.Texts("architectures")).Distinct());
        var expected = declared == "arm64" ? Machine.Arm64 : Machine.Amd64;

        var machines = await MachinesAsync(FunctionPackage.Path);

        Assert.Single(machines.Distinct());
        Assert.Contains(machines[0], (Machine?[])[null, expected]);
        Assert.All(await MachinesAsync(FunctionPackage.PortablePath), Assert.Null);
    }

    public static TheoryData<string> OtherPackages => [FunctionPackage.PortablePath, FunctionPackage.LocalPath];

    [Theory, MemberData(nameof(OtherPackages))]
    public async Task The_packages_that_are_not_uploaded_have_the_same_files(string path)
    {
        using var package = await OpenAsync();
        using var portable = await ZipFile.OpenReadAsync(path, Cancel);

        Assert.Equal(portable.Entries.Select(entry => entry.FullName), package.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public async Task No_entry_contains_a_build_time_or_a_user()
    {
        using var package = await OpenAsync();

        Assert.All(package.Entries, entry => Assert.Equal(
            (EarliestTimeOfZip, ReadableByAll),
            (entry.LastWriteTime.DateTime, entry.ExternalAttributes)));
        Assert.Equal(
            package.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal),
            package.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public async Task The_same_files_give_the_same_bytes_in_any_folder_and_at_any_time()
    {
        var folder = Directory.CreateTempSubdirectory("packages-");
        try
        {
            await WriteAsync(folder, "first", ["a.dll", "B.dll", "sub/c.json"], new DateTime(2001, 1, 1));
            await WriteAsync(folder, "second", ["sub/c.json", "B.dll", "a.dll"], new DateTime(2026, 2, 3));

            await PackAsync(folder, "first", "second");

            var first = await ReadAsync(folder, "first.zip");
            Assert.Equal(first, await ReadAsync(folder, "second.zip"));
            using var package = new ZipArchive(new MemoryStream(first));
            Assert.Equal(["B.dll", "a.dll", "sub/c.json"], package.Entries.Select(entry => entry.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task WriteAsync(DirectoryInfo root, string folder, string[] files, DateTime written)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(root.FullName, folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, $"content of {file}", Cancel);
            File.SetLastWriteTimeUtc(path, written);
        }
    }

    /// <summary>Packs each folder as the build packs its published output.</summary>
    private static async Task PackAsync(DirectoryInfo root, params string[] folders)
    {
        var project = Path.Combine(root.FullName, "pack.proj");
        var packs = folders.Select(folder =>
            $"""<PackDeterministically Folder="{root.FullName}/{folder}/" Package="{root.FullName}/{folder}.zip" />""");
        await File.WriteAllTextAsync(
            project,
            $"""
            <Project>
              <Import Project="{Path.Combine(PulumiProject.Folder, "eng", "build", "FunctionPackage.targets")}" />
              <Target Name="Pack">{string.Concat(packs)}</Target>
            </Project>
            """,
            Cancel);

        var start = new ProcessStartInfo(DotnetRuntime.Dotnet, ["msbuild", project, "-t:Pack", "-nologo"])
        {
            RedirectStandardOutput = true,
        };
        using var build = Process.Start(start)!;
        var said = await build.StandardOutput.ReadToEndAsync(Cancel);
        await build.WaitForExitAsync(Cancel);
        Assert.True(build.ExitCode == 0, said);
    }

    private static Task<byte[]> ReadAsync(DirectoryInfo folder, string file) =>
        File.ReadAllBytesAsync(Path.Combine(folder.FullName, file), Cancel);

    private static Task<ZipArchive> OpenAsync() => ZipFile.OpenReadAsync(FunctionPackage.Path, Cancel);

    /// <summary>The file names of all assemblies in <c>deps.json</c>, except for the functions' own.</summary>
    private static async Task<IEnumerable<string>> ReferencesAsync(ZipArchive package)
    {
        using var dependencies = await ReadAsync(package, "Functions.deps.json");
        return
        [
            .. dependencies.RootElement.GetProperty("targets").EnumerateObject()
                .SelectMany(target => target.Value.EnumerateObject())
                .Where(library => library.Value.TryGetProperty("runtime", out _))
                .SelectMany(library => library.Value.GetProperty("runtime").EnumerateObject())
                .Select(assembly => Path.GetFileName(assembly.Name))
                .Where(name => name != "Functions.dll")
                .Order(StringComparer.Ordinal),
        ];
    }

    private static async Task<IReadOnlyList<string?>> FrameworksAsync(ZipArchive package)
    {
        using var configuration = await ReadAsync(package, "Functions.runtimeconfig.json");
        var options = configuration.RootElement.GetProperty("runtimeOptions");
        return options.TryGetProperty("framework", out var one)
            ? [one.GetProperty("name").GetString()]
            :
            [
                .. options.GetProperty("frameworks").EnumerateArray()
                    .Select(framework => framework.GetProperty("name").GetString()),
            ];
    }

    /// <summary>The machine of each assembly's native code; null where it has none.</summary>
    private static async Task<Machine?[]> MachinesAsync(string path)
    {
        using var package = await ZipFile.OpenReadAsync(path, Cancel);
        var machines = new List<Machine?>();
        foreach (var entry in package.Entries.Where(entry => Path.GetExtension(entry.Name) == ".dll"))
        {
            using var bytes = new MemoryStream();
            await using var content = await entry.OpenAsync(Cancel);
            await content.CopyToAsync(bytes, Cancel);
            bytes.Position = 0;
            using var image = new PEReader(bytes);
            machines.Add(image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size == 0
                ? null
                : (Machine)((ushort)image.PEHeaders.CoffHeader.Machine ^ Linux));
        }

        return [.. machines];
    }

    private static async Task<JsonDocument> ReadAsync(ZipArchive package, string name)
    {
        await using var json = await package.GetEntry(name)!.OpenAsync(Cancel);
        return await JsonDocument.ParseAsync(json, cancellationToken: Cancel);
    }
}
