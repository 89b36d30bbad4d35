using Twin.Aws.Hosting;

namespace Twin.Cli.Reports;

/// <summary>The replacement of a run's files in their folder. One rename decides it. The files are moved afterwards,
/// and if a command is killed meanwhile, the next one finishes.</summary>
/// <param name="move">Takes the place of <see cref="Move"/>.</param>
internal sealed class ResultJournal(string folder, Action<string, string>? move = null)
{
    public const string NewName = "new";

    /// <summary>The files and folders that a run writes.</summary>
    public static readonly ImmutableArray<string> Names =
    [
        OutputFolder.BucketsName, OutputFolder.QueriesName, RunRecord.FileName, StackRecord.FileName,
        CatalogFile.FileName, TimelineFile.FileName, StatementHistoryFile.FileName, MonthlyCost.FileName,
        HtmlReport.FileName,
    ];

    // No more than renames: only a stopped process takes so long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Action<string, string> _move = move ?? Move;
    private readonly string _decided = Path.Combine(folder, ".spotifystack-result");

    /// <summary>The files of a decided replacement before the earlier ones are away, and after.</summary>
    private string New => Path.Combine(_decided, NewName);

    private string Placed => Path.Combine(_decided, "placed");

    private string Old => Path.Combine(_decided, "old");

    /// <summary>Replaces the files.</summary>
    /// <param name="result">A folder on the same file system, with the new files in its <see cref="NewName"/>.</param>
    /// <exception cref="RunFailedException">The replacement is decided and cannot be finished.</exception>
    public void Replace(string result)
    {
        // Whoever finishes it marks it as its own.
        FolderLock.Take(result).Dispose();
        Wait(() => TryDecide(result));
        Finish();
    }

    /// <summary>Finishes what a killed command has begun, and waits for one that lives.</summary>
    /// <exception cref="RunFailedException">It cannot be finished.</exception>
    public void Finish() => Wait(TryFinish);

    private void Wait(Func<bool> isDone)
    {
        if (!SpinWait.SpinUntil(isDone, Patience))
        {
            throw new IOException($"{folder}: another command replaces the run in it and does not end. Wait until it "
                + "has ended, and repeat this command.");
        }
    }

    private bool TryDecide(string result)
    {
        if (!TryFinish())
        {
            return false;
        }

        try
        {
            _move(result, _decided);
            return true;
        }
        catch (IOException) when (Directory.Exists(_decided))
        {
            return false;
        }
    }

    private bool TryFinish()
    {
        if (!Directory.Exists(_decided))
        {
            return true;
        }

        using var taken = FolderLock.TryTakeOver(_decided);
        if (taken is null && FolderLock.Exists(_decided))
        {
            return false;
        }

        try
        {
            using var earlier = TemporaryFolder.CreateIn(folder);
            MoveFiles(Path.Combine(earlier.FullName, "old"));
            if (taken is not null)
            {
                taken.DeleteFolder(_decided);
            }
            else if (Directory.Exists(_decided))
            {
                Directory.Delete(_decided, recursive: true);
            }

            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new RunFailedException(
                $"{folder}: the run in it cannot be replaced ({refused.Message}). The new one is in {_decided}, and "
                + "the next command goes on when that is corrected.");
        }
    }

    private void MoveFiles(string earlier)
    {
        foreach (var path in new[] { _decided, New, Placed, Old }.Where(RunFolder.IsLink))
        {
            throw new InputException($"{path} is a link. A run makes none: remove it, or name another folder.");
        }

        if (Directory.Exists(New))
        {
            Directory.CreateDirectory(Old);
            MoveEach(folder, Old);
            _move(New, Placed);
        }

        MoveEach(Placed, folder);
        if (Directory.Exists(Old))
        {
            _move(Old, earlier);
        }
    }

    private void MoveEach(string from, string to)
    {
        foreach (var name in Names.Where(name => Path.Exists(Path.Combine(from, name))))
        {
            _move(Path.Combine(from, name), Path.Combine(to, name));
        }
    }

    /// <summary>Renames a file or a folder.</summary>
    public static void Move(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
        else
        {
            File.Move(from, to);
        }
    }
}
