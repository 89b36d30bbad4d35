using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Local.Aws.Hosting;
using Local.Twin.Declaration;
using Local.Twin.Runs;

namespace Local.Cli.Reports;

/// <summary>
/// The folder that a run fills: beside the one that a person sees until the run has succeeded, so that what an
/// earlier run left there is lost only to a better one.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    /// <summary>The folder of the named queries' results.</summary>
    public const string QueriesName = "queries";

    private const string Running = ".running-";
    private const string BucketsName = "s3";

    private static readonly ImmutableArray<string> Written =
    [
        BucketsName, QueriesName, RunRecord.FileName, StackRecord.FileName, CatalogFile.FileName, HtmlReport.FileName,
    ];

    private readonly string _final;
    private readonly string _running;
    private readonly FolderLock _lock;
    private readonly bool _isPrivate;

    private OutputFolder(string final, string running, bool isPrivate)
    {
        (_final, _running, _isPrivate) = (final, running, isPrivate);
        _lock = FolderLock.Take(running);
        Directory.CreateDirectory(Current);
    }

    /// <summary>Where the run writes.</summary>
    public string Current => Path.Combine(_running, "new");

    /// <summary>The objects: <c>s3/&lt;bucket&gt;/&lt;key&gt;</c>.</summary>
    public string Buckets => BucketsOf(Current);

    /// <summary>The named queries' results.</summary>
    public string Queries => Path.Combine(Current, QueriesName);

    /// <summary>The objects of a run that is done.</summary>
    public static string BucketsOf(string folder) => Path.Combine(folder, BucketsName);

    /// <summary>
    /// Begins an empty folder beside <paramref name="path"/>. Nobody but its owner enters it, whatever it is to hold.
    /// </summary>
    /// <param name="path">Where a person looks for the run.</param>
    /// <param name="isPrivate">
    /// Whether nobody but its owner may enter that folder either; one that is private stays so.
    /// </param>
    /// <exception cref="InputException">The folder cannot be made, or is not one of a run.</exception>
    public static OutputFolder Begin(string path, bool isPrivate = false)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new InputException("--out is empty. Name a folder.");
        }

        var final = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(final))
        {
            throw new InputException($"--out {path}: that is a file. Name a folder.");
        }

        if (HoldsSomethingElse(final))
        {
            throw new InputException(
                $"--out {path}: the folder holds {Described(final)} that no run wrote, and a run would replace it. "
                + "Name another one.");
        }

        if (HoldsSomethingElse(FailedOf(final)))
        {
            throw new InputException(
                $"--out {path}: a run that fails is kept in {FailedOf(final)}, and that folder holds "
                + $"{Described(FailedOf(final))} that no run wrote. Name another --out.");
        }

        // A name that nobody can guess, and so make before: who may write beside the folder may be anybody.
        var running = string.Create(
            CultureInfo.InvariantCulture,
            $"{final}{Running}{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
        isPrivate |= PrivateFolder.IsPrivate(final);
        try
        {
            foreach (var folder in new[] { final, FailedOf(final) }.Where(_ => isPrivate).Where(Directory.Exists))
            {
                PrivateFolder.Create(folder);
            }

            PrivateFolder.Create(running);
            LeftFolders.DeleteBeside(running, $"{Path.GetFileName(final)}{Running}*", IsOfEndedProcess);
            return new OutputFolder(final, running, isPrivate);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--out {path}: the folder cannot be written ({refused.Message}).", refused);
        }
    }

    /// <summary>Begins with a copy of what lies in <paramref name="path"/>, to work on.</summary>
    /// <exception cref="InputException">The folder cannot be made, or is not one of a run.</exception>
    public static OutputFolder BeginCopy(string path)
    {
        var output = Begin(path);
        try
        {
            foreach (var name in Written)
            {
                Copy(Path.Combine(output._final, name), Path.Combine(output.Current, name));
            }

            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    /// <summary>Where a failed run of a folder is kept.</summary>
    public static string FailedOf(string folder) => folder + ".failed";

    /// <summary>The folder itself, or where its failed run is kept: whichever was run last.</summary>
    public static string LastOf(string folder)
    {
        var named = Path.TrimEndingDirectorySeparator(folder);
        return RunAt(FailedOf(named)) > RunAt(named) ? FailedOf(named) : named;

        // Only a run writes this file: what is done with the run afterwards leaves it as it is.
        static DateTime RunAt(string folder) => File.GetLastWriteTimeUtc(Path.Combine(folder, StackRecord.FileName));
    }

    /// <summary>Puts what the run wrote in its place, instead of what an earlier one wrote there.</summary>
    /// <returns>Where it is now.</returns>
    public string Publish() => MoveTo(_final);

    /// <summary>Keeps a failed run for a look, beside what an earlier run left.</summary>
    /// <returns>Where it is now.</returns>
    public string KeepAsFailed() => MoveTo(FailedOf(_final));

    public void Dispose()
    {
        if (Directory.Exists(_running))
        {
            _lock.DeleteFolder(_running);
        }
    }

    // What else a person keeps in the folder stays as it is.
    private string MoveTo(string folder)
    {
        var old = Path.Combine(_running, "old");
        if (_isPrivate)
        {
            PrivateFolder.Create(folder);
        }

        Directory.CreateDirectory(folder);
        Directory.CreateDirectory(old);
        foreach (var name in Written)
        {
            Move(Path.Combine(folder, name), Path.Combine(old, name));
            Move(Path.Combine(Current, name), Path.Combine(folder, name));
        }

        Remove(old);
        return folder;
    }

    private static bool IsOfEndedProcess(string folder)
    {
        var process = folder[(folder.LastIndexOf(Running, StringComparison.Ordinal) + Running.Length)..].Split('-')[0];
        return int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && !IsAlive(id);
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // Every run's folder has the run's record, a failed run's too.
    private static bool HoldsSomethingElse(string folder) =>
        !File.Exists(Path.Combine(folder, RunRecord.FileName)) && Described(folder).Length > 0;

    private static string Described(string folder) =>
        string.Join(" and ", Written.Where(name => Path.Exists(Path.Combine(folder, name))));

    private static void Move(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
        else if (File.Exists(from))
        {
            File.Move(from, to);
        }
    }

    // A file's time is an object's.
    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Copy(from, to);
        }
        else if (Directory.Exists(from))
        {
            Directory.CreateDirectory(to);
            foreach (var entry in Directory.EnumerateFileSystemEntries(from))
            {
                Copy(entry, Path.Combine(to, Path.GetFileName(entry)));
            }
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
