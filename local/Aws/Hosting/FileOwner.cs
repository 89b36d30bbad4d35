using System.Formats.Tar;

namespace Local.Aws.Hosting;

/// <summary>The user whom a folder belongs to.</summary>
internal static class FileOwner
{
    // The headers of an entry are a quarter of this; a folder has no content.
    private const int LargestEntry = 8192;

    /// <summary>Whether two folders belong to the same user.</summary>
    public static bool IsSame(string folder, string other) =>
        OperatingSystem.IsWindows() || IdOf(folder) == IdOf(other);

    // An archive's entry is where .NET tells whose a file is.
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
