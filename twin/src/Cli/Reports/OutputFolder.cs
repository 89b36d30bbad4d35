using Twin.Aws.Hosting;

namespace Twin.Cli.Reports;

/// <summary>The output folder of a run. A hidden folder in it is filled until the run has succeeded, so a failed run
/// never replaces the output of an earlier one.</summary>
internal sealed class OutputFolder : IDisposable
{
    public const string QueriesName = "queries";
    public const string BucketsName = "s3";

    private readonly string _final;
    private readonly bool _isMade;
    private readonly bool _isPrivate;
    private readonly TemporaryFolder _temporary;
    private readonly ResultJournal _journal;
    private byte[]? _copied;

    private OutputFolder(string final, bool isPrivate, Action<string, string>? move)
    {
        (_final, _isMade) = (final, !Directory.Exists(final));
        _isPrivate = isPrivate || PrivateFolder.IsPrivate(final);
        _journal = new ResultJournal(final, move);
        if (_isMade && _isPrivate)
        {
            PrivateFolder.Create(final);
        }

        Directory.CreateDirectory(final);
        _temporary = TemporaryFolder.CreateIn(final);
        Directory.CreateDirectory(Current);
    }

    /// <summary>The folder that the run fills. Only its owner may enter it.</summary>
    public string Current => Path.Combine(Result, ResultJournal.NewName);

    /// <summary>The folder of the objects: <c>s3/&lt;bucket&gt;/&lt;key&gt;</c>.</summary>
    public string Buckets => BucketsOf(Current);

    public string Queries => Path.Combine(Current, QueriesName);

    private string Result => Path.Combine(_temporary.FullName, "result");

    public static string BucketsOf(string folder) => Path.Combine(folder, BucketsName);

    /// <summary>Creates an empty folder inside <paramref name="path"/>, and refuses a path at which the output could
    /// not be kept in the end.</summary>
    /// <param name="isPrivate">True if only its owner may enter the final folder too; a private folder stays
    /// private.</param>
    /// <param name="move">Takes the place of <see cref="ResultJournal.Move"/>.</param>
    public static OutputFolder Begin(string path, bool isPrivate = false, Action<string, string>? move = null)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new InputException("--out is empty. Name a folder.");
        }

        var final = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (final == Path.GetPathRoot(final))
        {
            throw new InputException($"--out {path}: that is the root of a file system. Name a folder in it.");
        }

        var output = Open(final, $"--out {path}: ", isPrivate, move);
        try
        {
            var failed = FailedOf(final);
            ExpectRoom(failed, $"--out {path}: a run that fails is kept in {failed}: ", output._isPrivate);
            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    /// <summary>Creates the folder with a copy of <paramref name="path"/>, to work on.</summary>
    public static OutputFolder BeginCopy(string path)
    {
        var output = Begin(path);
        try
        {
            output._copied = output.ReadRecord();
            CopyRun(output._final, output.Current);
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
        static DateTime RunAt(string folder)
        {
            new ResultJournal(folder).Finish();
            return File.GetLastWriteTimeUtc(Path.Combine(folder, StackRecord.FileName));
        }
    }

    /// <summary>Replaces the output of an earlier run by the run's.</summary>
    /// <returns>The final folder; its path is relative if it is below the working directory.</returns>
    /// <exception cref="RunFailedException">The earlier one stays. The message tells the reason, and the folder in
    /// which the run's is kept.</exception>
    public string Publish()
    {
        if (_copied is not null && !_copied.SequenceEqual(ReadRecord()))
        {
            throw new RunFailedException($"{_final}: another command has replaced the run meanwhile. Repeat this one.");
        }

        try
        {
            return Replace();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new RunFailedException(
                $"{_final}: the run in it cannot be replaced ({refused.Message}). The new one is in {KeepAsFailed()}.");
        }
    }

    /// <summary>Keeps the output of a failed run beside that of an earlier run.</summary>
    /// <returns>The folder in which it is kept, like that of <see cref="Publish"/>.</returns>
    public string KeepAsFailed()
    {
        using var kept = new OutputFolder(FailedOf(_final), _isPrivate, move: null);
        try
        {
            Directory.Delete(kept.Current);
            Directory.Move(Current, kept.Current);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // It is on another file system, or may no longer be moved.
            CopyRun(Current, kept.Current);
        }

        return kept.Replace();
    }

    public void Dispose()
    {
        _temporary.Dispose();
        if (_isMade && Directory.Exists(_final) && !Directory.EnumerateFileSystemEntries(_final).Any())
        {
            Directory.Delete(_final);
        }
    }

    private static OutputFolder Open(string folder, string place, bool isPrivate, Action<string, string>? move)
    {
        if (File.Exists(folder))
        {
            throw new InputException($"{place}that is a file. Name a folder.");
        }

        OutputFolder? output = null;
        try
        {
            output = new OutputFolder(folder, isPrivate, move);
            output.Prepare(place);
            return output;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            output?.Dispose();
            throw new InputException($"{place}the folder cannot be written ({refused.Message}).", refused);
        }
        catch
        {
            output?.Dispose();
            throw;
        }
    }

    // A folder that is not there yet is not made: another run may be about to use it when this one deletes it.
    private static void ExpectRoom(string folder, string place, bool isPrivate)
    {
        if (Path.Exists(folder))
        {
            Open(folder, place, isPrivate, move: null).Dispose();
            return;
        }

        try
        {
            TemporaryFolder.CreateIn(Path.GetDirectoryName(folder)!).Dispose();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{place}the folder cannot be made ({refused.Message}).", refused);
        }
    }

    private void Prepare(string place)
    {
        if (!FileOwner.IsSame(_final, _temporary.FullName))
        {
            throw new InputException($"{place}the folder belongs to somebody else. Name another one.");
        }

        if (_isPrivate)
        {
            PrivateFolder.Create(_final);
        }

        _journal.Finish();

        // Every run's folder has the run's record, even that of a failed run.
        if (!File.Exists(Path.Combine(_final, RunRecord.FileName)) && Described() is { Length: > 0 } others)
        {
            throw new InputException(
                $"{place}the folder holds {others} that no run wrote, and a run would replace it. Name another one.");
        }

        if ((RunFolder.FindLink(_final) ?? FindUnmovable()) is { } path)
        {
            throw new InputException(
                $"{place}{path} is a link or a mount point, or may not be moved, so a run cannot replace it. Name "
                + "another folder, or one in it.");
        }
    }

    private string Described() =>
        string.Join(" and ", ResultJournal.Names.Where(name => Path.Exists(Path.Combine(_final, name))));

    /// <summary>The first file or folder of an earlier run that is or holds a mount point, or that this user may not
    /// move.</summary>
    private string? FindUnmovable()
    {
        var mounts = DriveInfo.GetDrives().Select(drive => drive.Name + Path.DirectorySeparatorChar).ToList();
        return ResultJournal.Names
            .Select(name => Path.Combine(RealPath(_final), name))
            .FirstOrDefault(path =>
                mounts.Any(mount => mount.StartsWith(path + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                || (Directory.Exists(path)
                    && !(FileOwner.IsSame(path, _temporary.FullName) && PrivateFolder.IsWritable(path))));
    }

    // The system lists mount points without links.
    private static string RealPath(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var real = Path.Combine(RealPath(parent), Path.GetFileName(path));
        return Directory.ResolveLinkTarget(real, returnFinalTarget: true) is { } target
            ? RealPath(target.FullName)
            : real;
    }

    /// <returns>The final folder; its path is relative if it is below the working directory.</returns>
    private string Replace()
    {
        _journal.Replace(Result);
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, _final);
        return relative.StartsWith("..", StringComparison.Ordinal) ? _final : relative;
    }

    private byte[] ReadRecord() =>
        Path.Combine(_final, RunRecord.FileName) is var file && File.Exists(file) ? File.ReadAllBytes(file) : [];

    private static void CopyRun(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var name in ResultJournal.Names)
        {
            Copy(Path.Combine(from, name), Path.Combine(to, name));
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
