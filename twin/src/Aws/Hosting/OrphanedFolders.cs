namespace Twin.Aws.Hosting;

public static class OrphanedFolders
{
    /// <summary>Deletes the abandoned folders beside one of this process's own that belong to the same user.</summary>
    /// <param name="isLeft">Determines whether a folder without a <see cref="FolderLock"/> is abandoned; null: none
    /// is.</param>
    public static void DeleteBeside(string own, string pattern, Func<string, bool>? isLeft = null)
    {
        foreach (var folder in Directory.GetDirectories(Path.GetDirectoryName(own)!, pattern))
        {
            try
            {
                // Other users may write here too. Their folders are not touched, whatever they contain.
                if (folder != own && new DirectoryInfo(folder).LinkTarget is null && FileOwner.IsSame(folder, own))
                {
                    DeleteIfLeft(folder, isLeft ?? (_ => false));
                }
            }
            catch (Exception refused)
                when (refused is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                // Another process is deleting it, or it cannot be deleted: it does no harm.
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
