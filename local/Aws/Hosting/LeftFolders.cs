namespace Local.Aws.Hosting;

/// <summary>The folders of processes that were killed before they could delete them.</summary>
public static class LeftFolders
{
    /// <summary>Deletes those that lie beside a folder of this process's and belong to the same user.</summary>
    /// <param name="own">The folder.</param>
    /// <param name="pattern">The names that they have.</param>
    /// <param name="isLeft">
    /// Whether one that has no <see cref="FolderLock"/> is left nevertheless; unless given, none is.
    /// </param>
    public static void DeleteBeside(string own, string pattern, Func<string, bool>? isLeft = null)
    {
        foreach (var folder in Directory.GetDirectories(Path.GetDirectoryName(own)!, pattern))
        {
            try
            {
                // Others may write here too: what is theirs is not touched, whatever is in it.
                if (folder != own && new DirectoryInfo(folder).LinkTarget is null && FileOwner.IsSame(folder, own))
                {
                    DeleteIfLeft(folder, isLeft ?? (_ => false));
                }
            }
            catch (Exception refused)
                when (refused is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                // Another process is deleting it, or nobody can: it is in nobody's way.
            }
        }
    }

    private static void DeleteIfLeft(string folder, Func<string, bool> isLeft)
    {
        if (FolderLock.TryTakeOver(folder) is { } taken)
        {
            taken.DeleteFolder(folder);
        }
        else if (!FolderLock.Exists(folder) && isLeft(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
