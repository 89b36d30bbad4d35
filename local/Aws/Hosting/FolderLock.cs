namespace Local.Aws.Hosting;

/// <summary>
/// The mark of a folder that is in use: a file in it that stays locked as long as the process lives that made the folder,
/// however that ends. A process's id would not do: ids are given again, and containers have their own.
/// </summary>
public sealed class FolderLock : IDisposable
{
    private const string FileName = ".spotifystack-lock";

    private readonly FileStream? _file;

    private FolderLock(FileStream? file) => _file = file;

    /// <summary>Marks a new folder.</summary>
    public static FolderLock Take(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var file = Create(path);
        if (TryTakeOver(folder) is not { } second)
        {
            return new FolderLock(file);
        }

        // This file system has no locks: without the file nobody takes the folder for one that was left.
        second.Dispose();
        file.Dispose();
        File.Delete(path);
        return new FolderLock(null);
    }

    /// <summary>Marks a folder whose process is gone.</summary>
    /// <returns>The lock; <c>null</c> if the folder is in use, or was never marked.</returns>
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

    /// <summary>Whether a folder is marked, by whomever.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Deletes the folder, and with it the mark.</summary>
    public void DeleteFolder(string folder)
    {
        // Windows deletes no open file; elsewhere nobody else must take the folder over meanwhile.
        if (OperatingSystem.IsWindows())
        {
            Dispose();
        }

        AllowWriting(folder);
        Directory.Delete(folder, recursive: true);
        Dispose();
    }

    public void Dispose() => _file?.Dispose();

    // Windows locks a file as it makes it. Elsewhere the lock comes after: nobody may find the file before.
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

    // What is read-only in it would otherwise stay.
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
