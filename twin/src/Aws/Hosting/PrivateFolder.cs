namespace Twin.Aws.Hosting;

/// <summary>Folders that only their owner can enter, on Unix; on Windows they have their parent's rights.</summary>
public static class PrivateFolder
{
    public const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Creates a folder that is private from the beginning, or makes an existing one private.</summary>
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

    public static bool IsPrivate(string path) =>
        !OperatingSystem.IsWindows() && Directory.Exists(path) && (File.GetUnixFileMode(path) & ~OwnerOnly) == 0;

    public static bool IsWritable(string path) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & UnixFileMode.UserWrite) != 0;
}
