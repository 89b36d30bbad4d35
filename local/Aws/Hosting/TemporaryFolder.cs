namespace Local.Aws.Hosting;

/// <summary>
/// A private folder among the system's temporary files. It is gone when this is disposed of; if the process is killed,
/// then with the next one that makes such a folder.
/// </summary>
public sealed class TemporaryFolder : IDisposable
{
    private const string Prefix = "spotifystack-";

    private readonly FolderLock _lock;

    private TemporaryFolder(string path)
    {
        FullName = path;
        _lock = FolderLock.Take(path);
    }

    /// <summary>Where it is.</summary>
    public string FullName { get; }

    /// <summary>Makes a folder, and deletes what killed processes left.</summary>
    /// <param name="purpose">A word for the folder's name.</param>
    public static TemporaryFolder Create(string purpose)
    {
        // The system makes it with mode 0700.
        var folder = new TemporaryFolder(Directory.CreateTempSubdirectory($"{Prefix}{purpose}-").FullName);
        LeftFolders.DeleteBeside(folder.FullName, Prefix + "*");
        return folder;
    }

    public void Dispose() => _lock.DeleteFolder(FullName);
}
