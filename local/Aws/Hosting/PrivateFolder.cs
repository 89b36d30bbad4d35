namespace Local.Aws.Hosting;

/// <summary>
/// Folders that only their owner enters, on Unix. On Windows a folder has the rights of the one around it.
/// </summary>
public static class PrivateFolder
{
    /// <summary>Mode 0700.</summary>
    public const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a folder that is private from the beginning, or makes one private that is there.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerOnly);
        if (!IsPrivate(path))
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }

    /// <summary>Whether a folder is there and private.</summary>
    public static bool IsPrivate(string path) =>
        !OperatingSystem.IsWindows() && Directory.Exists(path) && (File.GetUnixFileMode(path) & ~OwnerOnly) == 0;
}
