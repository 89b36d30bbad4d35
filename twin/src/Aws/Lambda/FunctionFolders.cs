using System.IO.Compression;

namespace Twin.Aws.Lambda;

/// <summary>The folders of the functions' processes: each package unpacked once, read-only like <c>/var/task</c>, and
/// a writable folder for each function, like <c>/tmp</c>. Disposing of this deletes them.</summary>
internal sealed class FunctionFolders : IDisposable
{
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private const long LargestUnzipped = 262_144_000;

    private const UnixFileMode ReadOnly =
        UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Enter =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly Lock _lock = new();
    private readonly TemporaryFolder _root = Hosting.TemporaryFolder.Create("lambda");
    private readonly Dictionary<string, string> _unpacked = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The package is missing, broken or too large.</exception>
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

    /// <summary>The folder used as <c>/tmp</c>. Unlike on AWS, it outlives the process.</summary>
    public string TemporaryFolder(LambdaFunction function) =>
        Directory.CreateDirectory(Path.Combine(_root.FullName, $"tmp-{function.Name}")).FullName;

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
            var size = zip.Entries.Sum(entry => entry.Length);
            if (size > LargestUnzipped)
            {
                throw new InvalidOperationException(
                    $"The package of function {function.Name} is too large for Lambda: its {size} bytes unzipped " +
                    $"must be fewer than {LargestUnzipped}.");
            }

            zip.ExtractToDirectory(folder);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidOperationException(
                $"The package of function {function.Name} is not a zip: {package} ({exception.Message})", exception);
        }

        ForbidWriting(folder);
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
