using Twin.Tests.Host;

namespace Twin.Tests.Cli.Operations;

internal sealed class CopiedRun : IDisposable
{
    private readonly TestFolder _folder = new();

    public CopiedRun(string run)
    {
        Directory.CreateDirectory(Folder);
        foreach (var folder in Directory.EnumerateDirectories(run, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(CopyOf(folder));
        }

        foreach (var file in Directory.EnumerateFiles(run, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, CopyOf(file));
        }

        string CopyOf(string path) => Path.Combine(Folder, Path.GetRelativePath(run, path));
    }

    public string Folder => Path.Combine(_folder.Root, "out");

    public ImmutableSortedDictionary<string, string> ProcessedFiles() => TestRun.ProcessedFilesOf(Folder);

    public void Dispose() => _folder.Dispose();
}
