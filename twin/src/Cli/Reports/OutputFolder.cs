using System.Diagnostics;
using System.Security.Cryptography;
using Twin.Aws.Hosting;

namespace Twin.Cli.Reports;

/// <summary>The output folder of a run. It is filled beside the final one until the run has succeeded, so a failed run
/// never replaces the output of an earlier one.</summary>
internal sealed class OutputFolder : IDisposable
{
    public const string QueriesName = "queries";
    private const string Running = ".running-";
    private const string BucketsName = "s3";

    private static readonly ImmutableArray<string> Written =
    [
        BucketsName, QueriesName, RunRecord.FileName, StackRecord.FileName, CatalogFile.FileName, TimelineFile.FileName,
        StatementHistoryFile.FileName, MonthlyCost.FileName, HtmlReport.FileName,
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

    public string Current => Path.Combine(_running, "new");

    /// <summary>The folder of the objects: <c>s3/&lt;bucket&gt;/&lt;key&gt;</c>.</summary>
    public string Buckets => BucketsOf(Current);

    public string Queries => Path.Combine(Current, QueriesName);

    public static string BucketsOf(string folder) => Path.Combine(folder, BucketsName);

    /// <summary>Creates an empty folder beside <paramref name="path"/>. Only its owner may enter it while the run
    /// writes.</summary>
    /// <param name="isPrivate">True if only its owner may enter the final folder too; a private folder stays
    /// private.</param>
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

        // The name cannot be guessed, so nobody can make the folder first: other users may write beside it.
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
            OrphanedFolders.DeleteBeside(running, $"{Path.GetFileName(final)}{Running}*", IsOfEndedProcess);
            return new OutputFolder(final, running, isPrivate);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--out {path}: the folder cannot be written ({refused.Message}).", refused);
        }
    }

    /// <summary>Creates the folder with a copy of <paramref name="path"/>, to work on.</summary>
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

    public static string FailedOf(string folder) => folder + ".failed";

    /// <summary>The folder itself or that of its failed run, whichever is newer.</summary>
    public static string LastOf(string folder)
    {
        var named = Path.TrimEndingDirectorySeparator(folder);
        return RunAt(FailedOf(named)) > RunAt(named) ? FailedOf(named) : named;

        // Only a run writes this file: later operations on the run do not change it.
        static DateTime RunAt(string folder) => File.GetLastWriteTimeUtc(Path.Combine(folder, StackRecord.FileName));
    }

    /// <summary>Moves the run's output to its final folder, and replaces that of an earlier run.</summary>
    /// <returns>The final folder; its path is relative if it is below the working directory.</returns>
    public string Publish() => MoveTo(_final);

    /// <summary>Keeps the output of a failed run beside that of an earlier run.</summary>
    /// <returns>The folder in which it is kept, like that of <see cref="Publish"/>.</returns>
    public string KeepAsFailed() => MoveTo(FailedOf(_final));

    public void Dispose()
    {
        if (Directory.Exists(_running))
        {
            _lock.DeleteFolder(_running);
        }
    }

    // Other files of a person in the folder stay as they are.
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
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, folder);
        return relative.StartsWith("..", StringComparison.Ordinal) ? folder : relative;
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

    // Every run's folder has the run's record, even that of a failed run.
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

    // The file's time is the object's.
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

internal static class RunFiles
{
    public static void Write(OutputFolder output, RunOutcome outcome)
    {
        WriteResults(output, outcome.Results);
        outcome.Record.Write(output.Current);
        StackRecord.Create(outcome.Record.Stack, outcome.Stack, outcome.Secrets).Write(output.Current);
        CatalogFile.Write(output.Current, outcome.Catalog);
        TimelineFile.Write(output.Current, outcome.Entries);
        StatementHistoryFile.Write(output.Current, outcome.Statements);
        MonthlyCost.Compute(outcome)?.Write(output.Current);
        HtmlReport.Write(output.Current);
    }

    public static void WriteResults(OutputFolder output, ImmutableArray<NamedQueryResult> results)
    {
        Directory.CreateDirectory(output.Queries);
        foreach (var query in results)
        {
            File.WriteAllText(Path.Combine(output.Queries, $"{query.Name}.csv"), query.Result.ToCsv());
        }
    }
}
