using System.IO.Compression;

namespace Twin.Aws.Lambda;

/// <summary>The folders of the functions' processes: each package unpacked once, read-only like <c>/var/task</c>, and
/// a writable folder for each function, like <c>/tmp</c>. Disposing of this deletes them.</summary>
internal sealed class FunctionFolders : IDisposable
{
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private const long LargestZipped = 52_428_800;
    private const long LargestUnzipped = 262_144_000;

    private const UnixFileMode ReadOnly =
        UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Enter =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly Lock _lock = new();
    private readonly TemporaryFolder _root = Hosting.TemporaryFolder.Create("lambda");
    private readonly Dictionary<string, string> _unpacked = new(StringComparer.Ordinal);
    private int _temporary;

    /// <summary>Checks the size of a package that is there.</summary>
    /// <exception cref="InvalidFunctionException">Lambda would refuse the package when it is deployed.</exception>
    public static void Check(LambdaFunction function)
    {
        var package = new FileInfo(function.PackagePath);
        if (!package.Exists)
        {
            return;
        }

        Expect(function, package.Length, "zipped", LargestZipped);
        try
        {
            using var zip = ZipFile.OpenRead(package.FullName);
            Expect(function, zip.Entries.Sum(entry => entry.Length), "unzipped", LargestUnzipped);
        }
        catch (InvalidDataException)
        {
            // The first invocation says so.
        }
    }

    /// <exception cref="InvalidOperationException">The package is missing or broken.</exception>
    public string TaskRoot(LambdaFunction function)
    {
        lock (_lock)
        {
            var package = Path.GetFullPath(function.PackagePath);
            if (_unpacked.TryGetValue(package, out var folder))
            {
                return folder;
            }

            folder = Path.Combine(_root.FullName, $"task-{_unpacked.Count}");
            Unpack(function, package, folder);
            return _unpacked[package] = folder;
        }
    }

    /// <summary>A new folder, used as the <c>/tmp</c> of one process, which deletes it.</summary>
    public string TemporaryFolder(LambdaFunction function) =>
        Directory.CreateDirectory(
            Path.Combine(_root.FullName, $"tmp-{function.Name}-{Interlocked.Increment(ref _temporary)}")).FullName;

    /// <summary>Refuses more bytes in <c>/tmp</c> than Lambda has room for: there, the write fails.</summary>
    /// <exception cref="InvalidFunctionException">There are more.</exception>
    public static void ExpectRoom(LambdaFunction function, string temporaryFolder)
    {
        var bytes = new DirectoryInfo(temporaryFolder).EnumerateFiles("*", SearchOption.AllDirectories)
            .Sum(file => file.Length);
        if (bytes > (long)function.EphemeralStorage << 20)
        {
            throw new InvalidFunctionException(
                $"Function {function.Name} has {bytes} bytes in its temporary folder, and Lambda has room for "
                + $"{function.EphemeralStorage} MB in /tmp: write less, or declare more (ephemeralStorage).");
        }
    }

    public void Dispose() => _root.Dispose();

    private static void Unpack(LambdaFunction function, string package, string folder)
    {
        if (!File.Exists(package))
        {
            throw new InvalidOperationException(
                $"The package of function {function.Name} is not there: {package}. Building infra makes it.");
        }

        try
        {
            using var zip = ZipFile.OpenRead(package);
            zip.ExtractToDirectory(folder);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidOperationException(
                $"The package of function {function.Name} is not a zip: {package} ({exception.Message})", exception);
        }

        ForbidWriting(folder);
    }

    private static void Expect(LambdaFunction function, long size, string form, long limit)
    {
        if (size > limit)
        {
            throw new InvalidFunctionException(
                $"The package of function {function.Name} is too large for Lambda: it has {size} bytes {form}, and may "
                + $"have {limit}.");
        }
    }

    private static void ForbidWriting(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (OperatingSystem.IsWindows())
            {
                File.SetAttributes(file, FileAttributes.ReadOnly);
            }
            else
            {
                File.SetUnixFileMode(file, ReadOnly);
            }
        }

        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var directory in Folders(folder))
        {
            File.SetUnixFileMode(directory, ReadOnly | Enter);
        }
    }

    private static IEnumerable<string> Folders(string folder) =>
        Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Prepend(folder);
}
