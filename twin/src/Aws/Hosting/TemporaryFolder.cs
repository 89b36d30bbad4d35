using System.Diagnostics;

namespace Twin.Aws.Hosting;

/// <summary>A private temporary folder. If its process is killed, the next one that creates one deletes it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private const string Prefix = "spotifystack-";
    private const string InsidePrefix = ".spotifystack-running-";

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

    /// <summary>Creates one inside a folder, on the same file system: a rename brings its content to its
    /// place.</summary>
    public static TemporaryFolder CreateIn(string folder)
    {
        // The name cannot be guessed, so nobody can make the folder first: other users may write here.
        var path = Path.Combine(
            folder,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{InsidePrefix}{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(16, lowercase: true)}"));
        PrivateFolder.Create(path);
        var inside = new TemporaryFolder(path);
        OrphanedFolders.DeleteBeside(path, InsidePrefix + "*", IsOfEndedProcess);
        return inside;
    }

    public void Dispose()
    {
        try
        {
            _lock.DeleteFolder(FullName);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The next process that creates one tries again.
        }
        finally
        {
            _lock.Dispose();
        }
    }

    private static bool IsOfEndedProcess(string folder)
    {
        var process = Path.GetFileName(folder)[InsidePrefix.Length..].Split('-')[0];
        return int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && !IsAlive(id);
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
