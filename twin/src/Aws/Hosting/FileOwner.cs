using System.Formats.Tar;

namespace Twin.Aws.Hosting;

public static class FileOwner
{
    // The headers of an entry take a quarter of this; a folder has no content.
    private const int LargestEntry = 8192;

    /// <summary>Determines whether a folder, and a link that leads to it, belong to the owner of another
    /// folder.</summary>
    public static bool IsSame(string folder, string other) =>
        OperatingSystem.IsWindows()
        || (IdOf(folder) == IdOf(other)
            && (Directory.ResolveLinkTarget(folder, returnFinalTarget: true) is not { } target
                || IdOf(target.FullName) == IdOf(other)));

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
