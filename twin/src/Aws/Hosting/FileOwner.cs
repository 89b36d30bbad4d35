using System.Formats.Tar;

namespace Twin.Aws.Hosting;

/// <summary>The user that owns a folder.</summary>
internal static class FileOwner
{
    // The headers of an entry take a quarter of this; a folder has no content.
    private const int LargestEntry = 8192;

    /// <summary>Determines whether two folders belong to the same user.</summary>
    public static bool IsSame(string folder, string other) =>
        OperatingSystem.IsWindows() || IdOf(folder) == IdOf(other);

    // .NET reveals the id of a file's owner only in an archive's entry.
    private static int IdOf(string folder)
    {
        using var archive = new MemoryStream(new byte[LargestEntry]);
        using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            writer.WriteEntry(folder, "folder");
        }

        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()!.Uid;
    }
}
