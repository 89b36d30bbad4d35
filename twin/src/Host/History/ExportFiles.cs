using System.IO.Compression;
using System.Text.RegularExpressions;
using Twin.Host.Loading;
using Twin.Spotify.Captured;

namespace Twin.Host.History;

/// <summary>The JSON files of an account's own export: the extended streaming history since 2014, and the listening
/// history of the small export. In a zip or a folder they are known by their names.</summary>
internal static partial class ExportFiles
{
    // https://en.wikipedia.org/wiki/ZIP_(file_format): the beginning of an entry, and that of an archive without any.
    private static readonly ImmutableArray<byte[]> BeginningsOfZips =
        [[.. "PK\u0003\u0004"u8], [.. "PK\u0005\u0006"u8]];

    // Links are not followed: what a link in the folder leads to is found without it, and the rest is another folder's.
    private static readonly EnumerationOptions WholeFolder = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>Opens one file after the other. A file must be read before the next one is asked for.</summary>
    /// <exception cref="InputException">There is no such file, or it is a zip that is refused.</exception>
    public static IEnumerable<ExportFile> Open(ExportOptions options)
    {
        var limit = new UnpackedLimit(options.MaxUnpackedBytes);
        return options.Files.Distinct(StringComparer.Ordinal).SelectMany(path => Open(path, limit));
    }

    private static IEnumerable<ExportFile> Open(string path, UnpackedLimit limit)
    {
        if (Directory.Exists(path))
        {
            return OpenFolder(path);
        }

        var name = Path.GetFileName(path);
        using var file = OpenRead(path);
        return IsZip(file) ? OpenZip(path, limit)
            : Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase)
                ? throw Refused(path, "it is no zip. Download it again")
                : OpenFile(path, name);
    }

    private static IEnumerable<ExportFile> OpenFile(string path, string name)
    {
        using var stream = OpenRead(path);
        yield return new ExportFile(name, stream.Read);
    }

    private static IEnumerable<ExportFile> OpenFolder(string path)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var files = Readable(path, () => Directory.EnumerateFiles(root, "*", WholeFolder)
            .Where(file => NameOfExport().IsMatch(Path.GetFileName(file)))
            .Order(StringComparer.Ordinal)
            .ToList());
        return files.Count == 0
            ? throw WithoutExport(path)
            : files.SelectMany(file => OpenFile(
                file, Path.Combine(Path.GetFileName(root), Path.GetRelativePath(root, file)).Replace('\\', '/')));
    }

    private static IEnumerable<ExportFile> OpenZip(string path, UnpackedLimit limit)
    {
        using var zip = Guarded(path, () => ZipFile.OpenRead(path));
        var entries = Guarded(path, () => zip.Entries.ToList());
        foreach (var entry in entries)
        {
            Guarded(path, () => ExpectHarmless(path, entry));
        }

        var files = entries.Where(entry => NameOfExport().IsMatch(entry.Name))
            .OrderBy(entry => entry.FullName, StringComparer.Ordinal)
            .ToList();
        if (files.Count == 0)
        {
            throw WithoutExport(path);
        }

        foreach (var entry in files)
        {
            using var unpacked = new UnpackedFile(
                Guarded(path, entry.Open), entry.Crc32, limit, because => Refused(path, because));
            yield return new ExportFile($"{Path.GetFileName(path)}/{entry.FullName}", unpacked.Read);
            unpacked.ReadToEnd();
        }
    }

    private static bool ExpectHarmless(string path, ZipArchiveEntry entry)
    {
        var name = entry.FullName;
        if (name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal)
            || (name.Length > 1 && name[1] == ':') || name.Split('/').Contains(".."))
        {
            throw Refused(path, $"the path of its file {name} leads out of it");
        }

        if (entry.IsEncrypted)
        {
            throw Refused(path, $"its file {name} is encrypted. Unpack it, and name the folder");
        }

        if (name.EndsWith('/'))
        {
            return true;
        }

        using var content = entry.Open();
        return !name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) && !IsZip(content)
            ? true
            : throw Refused(path, $"its file {name} is a zip itself. Unpack it, and name the folder");
    }

    private static bool IsZip(Stream content)
    {
        var beginning = new byte[BeginningsOfZips[0].Length];
        var length = content.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        return BeginningsOfZips.Any(zip => zip.AsSpan().SequenceEqual(beginning.AsSpan(0, length)));
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception damaged)
            when (damaged is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw Refused(path, UnpackedFile.Damaged);
        }
    }

    private static FileStream OpenRead(string path) => RegularFile.Refusal(path) is { } refusal
        ? throw new InputException(refusal)
        : Readable(path, () => File.OpenRead(path));

    private static T Readable<T>(string path, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception missing)
            when (missing is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw new InputException($"{path}: there is no such file. Name the export as it was downloaded.", missing);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new InputException($"{path} cannot be read ({refused.Message}).", refused);
        }
    }

    private static InputException Refused(string path, string because) =>
        new($"{path} is refused, and nothing of it was taken: {because}.");

    private static InputException WithoutExport(string path) => new(
        $"{path} holds no streaming history: no Streaming_History_….json, endsong_….json or StreamingHistory….json. "
        + "Ask for it at spotify.com/account/privacy.");

    [GeneratedRegex(@"^(Streaming_History_|StreamingHistory|endsong).*\.json$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex NameOfExport();
}

/// <param name="Name">The name in messages: that of the zip or folder, and the path in it.</param>
/// <param name="Read">Reads the next bytes; 0: there are no more.</param>
internal sealed record ExportFile(string Name, ReadBytes Read);

internal delegate int ReadBytes(Span<byte> buffer);
