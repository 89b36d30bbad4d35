using System.IO.Compression;
using Bench.Transform;

namespace Eng.Tests.Bench.Transform;

public sealed class JobProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string Program => Path.Combine(_folder, "program");

    private string Package => Path.Combine(_folder, "functions.zip");

    private string Merged => Path.Combine(_folder, "merged");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_program_is_copied_with_the_folders_of_its_native_libraries()
    {
        Write("Bench.dll", "runtimes/linux-x64/native/libduckdb.so", "runtimes/win-x64/native/duckdb.dll");
        Pack();

        JobProcess.Merge(Program, Package, Merged);

        Assert.Equal(
            [
                ("Bench.dll", "the program's"),
                ("runtimes/linux-x64/native/libduckdb.so", "the program's"),
                ("runtimes/win-x64/native/duckdb.dll", "the program's"),
            ],
            Files());
    }

    [Fact]
    public void A_package_s_assemblies_replace_the_program_s_in_the_same_place()
    {
        Write("Bench.dll", "Functions.dll", "runtimes/unix/lib/Lib.dll", "Lib.dll");
        Pack("Functions.dll", "Functions.deps.json", "runtimes/unix/lib/Lib.dll", "runtimes/unix/lib/New.dll");

        JobProcess.Merge(Program, Package, Merged);

        Assert.Equal(
            [
                ("Bench.dll", "the program's"),
                ("Functions.dll", "the package's"),
                ("Lib.dll", "the program's"),
                ("runtimes/unix/lib/Lib.dll", "the package's"),
                ("runtimes/unix/lib/New.dll", "the package's"),
            ],
            Files());
    }

    [Theory]
    [InlineData("")]
    [InlineData("copy")]
    [InlineData("runtimes/copy")]
    public void A_program_is_not_copied_into_itself(string below)
    {
        Write("Bench.dll");
        Pack();

        Assert.Throws<ArgumentException>(() => JobProcess.Merge(Program, Package, Path.Combine(Program, below)));
        Assert.Equal(["Bench.dll"], Directory.EnumerateFileSystemEntries(Program).Select(Path.GetFileName));
    }

    private void Write(params string[] files)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(Program, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "the program's");
        }
    }

    private void Pack(params string[] files)
    {
        using var zip = ZipFile.Open(Package, ZipArchiveMode.Create);
        foreach (var file in files)
        {
            using var writer = new StreamWriter(zip.CreateEntry(file).Open());
            writer.Write("the package's");
        }
    }

    private IEnumerable<(string Path, string Content)> Files() =>
        Directory.EnumerateFiles(Merged, "*", SearchOption.AllDirectories)
            .Select(file => (
                Path: Path.GetRelativePath(Merged, file).Replace('\\', '/'), Content: File.ReadAllText(file)))
            .OrderBy(file => file.Path, StringComparer.Ordinal);
}
