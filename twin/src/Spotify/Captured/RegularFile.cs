using System.Formats.Tar;

namespace Twin.Spotify.Captured;

/// <summary>Files with content of their own. A pipe waits for its writer, and a device may have no end.</summary>
public static class RegularFile
{
    // The headers of an entry take a quarter of this.
    private const int LargestEntry = 8192;

    /// <summary>The reason why nothing is read from a path: it is no file. Null for a file, also behind a link, and for
    /// nothing.</summary>
    public static string? Refusal(string path) => !File.Exists(path) || IsFile(path)
        ? null
        : $"{path} is a pipe or a device. Copy what it gives into a file, and name that.";

    private static bool IsFile(string path)
    {
        try
        {
            var file = new FileInfo(path);
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
            return file.Length > 0 || OperatingSystem.IsWindows() || TypeOf(file) == TarEntryType.RegularFile;
        }
        catch (IOException)
        {
            return false;
        }
    }

    // .NET reveals the type of a file only in an archive's entry.
    private static TarEntryType TypeOf(FileInfo empty)
    {
        using var archive = new MemoryStream(new byte[LargestEntry]);
        using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            writer.WriteEntry(empty.FullName, "file");
        }

        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()!.EntryType;
    }
}
