using System.IO.Enumeration;
using Twin.Aws.Hosting;
using Twin.Spotify.Captured;

namespace Twin.Cli.Reports;

/// <summary>The folder of an earlier run: the way in which every command reads it and adds a file to it.</summary>
internal static class RunFolder
{
    private static readonly EnumerationOptions All = new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

    /// <summary>Prepares a folder to be read: it holds one whole run, and no link, pipe or device. It may come from
    /// anybody, and must not lead to other files of whoever reads it, nor be read for ever.</summary>
    /// <exception cref="InputException">A file or folder of the run is none.</exception>
    public static string Open(string folder)
    {
        new ResultJournal(folder).Finish();
        if (FindLink(folder) is { } link)
        {
            throw new InputException(
                $"{link} is a link. A run writes none: put the file in its place, or name another folder.");
        }

        return FilesOf(folder, EmptyFilesAt).Select(RegularFile.Refusal).FirstOrDefault(found => found is not null)
            is { } refusal
            ? throw new InputException(refusal)
            : folder;
    }

    /// <summary>The first link among the files of a run; null if there is none.</summary>
    public static string? FindLink(string folder) => FilesOf(folder, LinksAt).FirstOrDefault();

    /// <exception cref="InputException">The file to be written is a link.</exception>
    public static void ExpectNoLink(string file)
    {
        if (IsLink(file))
        {
            throw new InputException($"{file} is a link, and nothing is written through one. Remove it, or name "
                + "another place.");
        }
    }

    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>Writes a file whole or not at all, and through no link.</summary>
    /// <param name="isOfRun">True if the file's folder is a run's, which must belong to this user.</param>
    /// <exception cref="InputException">The file is a link, or the folder belongs to somebody else.</exception>
    public static void Write(string file, string text, bool isOfRun)
    {
        ExpectNoLink(file);
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        using var temporary = TemporaryFolder.CreateIn(folder);
        if (isOfRun && !FileOwner.IsSame(folder, temporary.FullName))
        {
            throw new InputException($"{folder} belongs to somebody else. Copy it, or name another folder.");
        }

        var written = Path.Combine(temporary.FullName, Path.GetFileName(file));
        File.WriteAllText(written, text);
        File.Move(written, file, overwrite: true);
    }

    private static IEnumerable<string> FilesOf(string folder, Func<string, IEnumerable<string>> find) =>
        ResultJournal.Names.Select(name => Path.Combine(folder, name)).SelectMany(find);

    // Pipes and devices have no length.
    private static IEnumerable<string> EmptyFilesAt(string path) =>
        !Directory.Exists(path) ? [path] : new FileSystemEnumerable<string>(
            path, (ref entry) => entry.ToFullPath(), All)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && entry.Length == 0,
        };

    private static IEnumerable<string> LinksAt(string path) =>
        IsLink(path) ? [path] : Directory.Exists(path) ? LinksBelow(path) : [];

    private static FileSystemEnumerable<string> LinksBelow(string folder) =>
        new(folder, (ref entry) => entry.ToFullPath(), All)
        {
            ShouldIncludePredicate = (ref entry) => IsLink(ref entry),
            ShouldRecursePredicate = (ref entry) => !IsLink(ref entry),
        };

    private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
