namespace Twin.Aws.Hosting;

/// <summary>The lock of a folder in use: a file in it that stays locked while the process that created the folder
/// lives. A process id would not do: ids are reused, and containers have their own.</summary>
public sealed class FolderLock : IDisposable
{
    private const string FileName = ".spotifystack-lock";

    private readonly FileStream? _file;

    private FolderLock(FileStream? file) => _file = file;

    public static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var file = Create(path);
        if (TryTakeOver(folder) is not { } second)
        {
            return new FolderLock(file);
        }

        // The file system has no locks. A folder without the file is never considered abandoned.
        second.Dispose();
        file.Dispose();
        File.Delete(path);
        return new FolderLock(null);
    }

    /// <returns>The lock; <c>null</c> if the folder is in use or was never locked.</returns>
    public static FolderLock? TryTakeOver(string folder)
    {
        try
        {
            return Exists(folder) ? new FolderLock(Open(Path.Combine(folder, FileName), FileMode.Open)) : null;
        }
        catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, FileName));

    public void DeleteFolder(string folder)
    {
        // Windows cannot delete an open file; elsewhere no other process must be able to lock the folder meanwhile.
        if (OperatingSystem.IsWindows())
        {
            Dispose();
        }

        AllowWriting(folder);
        Directory.Delete(folder, recursive: true);
        Dispose();
    }

    public void Dispose() => _file?.Dispose();

    // Windows locks a file as it creates it. Elsewhere the lock comes later, and no process may find the file before
    // it.
    private static FileStream Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return Open(path, FileMode.CreateNew);
        }

        var file = Open(path + ".new", FileMode.CreateNew);
        File.Move(path + ".new", path);
        return file;
    }

    private static FileStream Open(string path, FileMode mode) =>
        new(path, mode, FileAccess.ReadWrite, FileShare.None);

    // Read-only files and folders could not be deleted.
    private static void AllowWriting(string folder)
    {
        var inside = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        if (OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", inside))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }

            return;
        }

        foreach (var directory in Directory.EnumerateDirectories(folder, "*", inside))
        {
            File.SetUnixFileMode(directory, PrivateFolder.OwnerOnly);
        }
    }
}
