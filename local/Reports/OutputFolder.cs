namespace Local.Reports;

/// <summary>
/// The folder that a run fills: beside the one that a person sees until the run has succeeded, so that what an
/// earlier run left there is lost only to a better one.
/// </summary>
public sealed class OutputFolder : IDisposable
{
    private readonly string _final;
    private bool _kept;

    private OutputFolder(string final, string current) => (_final, Current) = (final, current);

    /// <summary>Where the run writes.</summary>
    public string Current { get; }

    /// <summary>The objects: <c>s3/&lt;bucket&gt;/&lt;key&gt;</c>.</summary>
    public string Buckets => BucketsOf(Current);

    /// <summary>The named queries' results.</summary>
    public string Queries => Path.Combine(Current, "queries");

    /// <summary>The objects of a run that is done.</summary>
    public static string BucketsOf(string folder) => Path.Combine(folder, "s3");

    /// <summary>Begins an empty folder beside <paramref name="path"/>.</summary>
    /// <exception cref="InputException">The folder cannot be made, or is not one of a run.</exception>
    public static OutputFolder Begin(string path)
    {
        var final = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(final))
        {
            throw new InputException($"--out {path}: that is a file. Name a folder.");
        }

        if (HoldsSomethingElse(final))
        {
            throw new InputException(
                $"--out {path}: the folder holds something that no run wrote, and a run replaces the whole folder. "
                + "Name another one, or empty it.");
        }

        if (HoldsSomethingElse(FailedOf(final)))
        {
            throw new InputException(
                $"--out {path}: a run that fails is kept in {FailedOf(final)}, and that folder holds something that no "
                + "run wrote. Name another --out, or empty that folder.");
        }

        var current = $"{final}.running-{Environment.ProcessId}";
        try
        {
            Remove(current);
            Directory.CreateDirectory(current);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--out {path}: the folder cannot be written ({refused.Message}).", refused);
        }

        return new OutputFolder(final, current);
    }

    /// <summary>Puts the folder in its place, instead of what was there.</summary>
    /// <returns>Where it is now.</returns>
    public string Publish()
    {
        var old = $"{_final}.old-{Environment.ProcessId}";
        if (Directory.Exists(_final))
        {
            Directory.Move(_final, old);
        }

        Directory.Move(Current, _final);
        _kept = true;
        Remove(old);
        return _final;
    }

    /// <summary>Keeps a failed run for a look, beside what an earlier run left.</summary>
    /// <returns>Where it is now.</returns>
    public string KeepAsFailed()
    {
        var failed = FailedOf(_final);
        Remove(failed);
        Directory.Move(Current, failed);
        _kept = true;
        return failed;
    }

    public void Dispose()
    {
        if (!_kept)
        {
            Remove(Current);
        }
    }

    private static string FailedOf(string final) => final + ".failed";

    // Every run's folder has the run's record, a failed run's too.
    private static bool HoldsSomethingElse(string folder) =>
        Directory.Exists(folder)
        && Directory.EnumerateFileSystemEntries(folder).Any()
        && !File.Exists(Path.Combine(folder, RunRecord.FileName));

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
