namespace Twin.Aws.Hosting;

/// <summary>A private temporary folder. If its process is killed, the next one that creates one deletes it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private const string Prefix = "spotifystack-";

    private readonly FolderLock _lock;

    private TemporaryFolder(string path)
    {
        FullName = path;
        _lock = FolderLock.Take(path);
    }

    public string FullName { get; }

    public static TemporaryFolder Create(string purpose)
    {
        // The system creates it with mode 0700.
        var folder = new TemporaryFolder(Directory.CreateTempSubdirectory($"{Prefix}{purpose}-").FullName);
        OrphanedFolders.DeleteBeside(folder.FullName, Prefix + "*");
        return folder;
    }

    public void Dispose() => _lock.DeleteFolder(FullName);
}
