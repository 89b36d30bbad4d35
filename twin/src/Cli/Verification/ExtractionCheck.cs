using Functions.Extract;
using Functions.Lake;
using Twin.Cli.Operations;
using Twin.Host;

namespace Twin.Cli.Verification;

/// <summary>Runs the extraction once, and reports the outcome of each playlist.</summary>
internal sealed class ExtractionCheck(VerifyTarget target, VerificationReport report)
{
    private const string ToStart = "Start the extraction: verify without --read-only does, and so does the schedule.";

    private readonly ImmutableArray<RawSnapshot>.Builder _snapshots = ImmutableArray.CreateBuilder<RawSnapshot>();

    /// <returns>The snapshots of the run; after a failure, or without a run, the newest ones of the playlists that it
    /// does not name.</returns>
    public async Task<ImmutableArray<RawSnapshot>> RunAsync(CancellationToken cancellationToken)
    {
        FunctionAnswer? answer = null;
        await report.CheckAsync("extraction", async () =>
        {
            if (target.IsReadOnly)
            {
                return CheckResult.Skipped($"--read-only starts none; the newest snapshots are looked at");
            }

            answer = await target.Aws.InvokeAsync(target.ExtractFunction, "{}"u8.ToArray(), cancellationToken);
            return answer.IsError ? Failure(answer.Error) : Success(Parse(answer));
        });

        if (answer is { IsError: false })
        {
            foreach (var playlist in Parse(answer).Playlists)
            {
                Add(playlist);
            }
        }
        else
        {
            var failed = answer is null ? [] : FailedPlaylists(answer.Error);
            foreach (var (playlist, reason) in failed)
            {
                report.Add($"playlist {playlist}", CheckResult.Failed($"not read in this run", reason));
            }

            await FindNewestAsync(
                [.. failed.Select(playlist => playlist.Playlist)], cancellationToken);
        }

        return _snapshots.ToImmutable();
    }

    private static ReportedExtraction Parse(FunctionAnswer answer) =>
        JsonSerializer.Deserialize<ReportedExtraction>(answer.Payload) is { Playlists.IsDefault: false } told
            ? told
            : throw new JsonException("the extraction's answer names no playlists");

    private static CheckResult Success(ReportedExtraction told)
    {
        var read = told.Playlists.Count(line => line.Playlist is not (SourceId.Mine.Id or PlaylistOutcome.Plays));
        return read == 0
            ? CheckResult.Skipped($"none is configured, or mine has found none, at {told.ExtractedAt}")
            : CheckResult.Ok($"{(read == 1 ? "1 playlist" : $"{read} playlists")} at {told.ExtractedAt}");
    }

    private CheckResult Failure(string error) => CheckResult.Failed(
        $"{error.Split('\n')[0]}",
        FailedPlaylists(error).IsEmpty
            ? $"See the log of {target.ExtractFunction} for more, correct that, and verify again."
            : "Each of these playlists has a line below.");

    /// <summary>The playlists that an error names: a line each, after the first one.</summary>
    private static ImmutableArray<(string Playlist, string Reason)> FailedPlaylists(string error) =>
    [
        .. from line in error.Split('\n').Skip(1)
           let end = line.IndexOf(": ", StringComparison.Ordinal)
           where end > 0
           select (line[..end], line[(end + 2)..]),
    ];

    private void Add(ReportedOutcome playlist)
    {
        var name = $"playlist {playlist.Playlist}";
        if (playlist.Manifest is { } key && RawSnapshot.TryParseManifest(key, out var snapshot))
        {
            _snapshots.Add(snapshot);
            report.Add(name, CheckResult.Ok($"{playlist.Outcome}: {playlist.Entries} entries, {key}"));
        }
        else if (playlist.WaitingUntil is not null || playlist.IsNote)
        {
            report.Add(name, CheckResult.Skipped($"{playlist.Outcome}: {playlist.Reason}") with
            {
                Remedy = playlist.IsNote ? playlist.Advice ?? "" : "",
            });
        }
        else
        {
            report.Add(name, CheckResult.Failed(
                $"{playlist.Outcome}: {playlist.Reason}", playlist.Advice ?? "See the log of the extraction."));
        }
    }

    private async Task FindNewestAsync(IReadOnlyCollection<string> except, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = [];
        await report.CheckAsync("playlists", async () =>
        {
            if (await target.Lake.ReadAsync(target.RawBucket, PlaylistList.Key, cancellationToken) is not { } list)
            {
                return CheckResult.Failed(
                    $"s3://{target.RawBucket}/{PlaylistList.Key} does not exist", "Deploy the stack: pulumi up.");
            }

            var configured = PlaylistList.Parse(list);
            names = [.. configured.Select(text => SourceId.TryParse(text, out var source) ? source.Name : text)];
            if (!names.Contains(SourceId.Mine.Id))
            {
                return CheckResult.Ok($"configured: {configured.Count}");
            }

            var found = await FindPlaylistsAsync(cancellationToken);
            names = [.. names.Where(name => name != SourceId.Mine.Id).Union(found)];
            return found.Count > 0
                ? CheckResult.Ok($"configured sources: {configured.Count}; playlists with snapshots: {found.Count}")
                : CheckResult.Failed($"mine has no snapshot yet", ToStart);
        });

        foreach (var playlist in names.Except(except))
        {
            await report.CheckAsync($"playlist {playlist}", () => FindNewestAsync(playlist, cancellationToken));
        }
    }

    // Spotify alone knows what mine stands for today; what it stood for on a day has a folder.
    private async Task<IReadOnlyList<string>> FindPlaylistsAsync(CancellationToken cancellationToken) =>
    [
        .. (await target.Lake.FoldersAsync(target.RawBucket, RawSnapshot.Zone, cancellationToken))
            .Select(folder => folder.TrimEnd('/').Split('=')[^1])
            .Where(name => SourceId.TryParse(name, out var source) && source is SourceId.Playlist),
    ];

    private async Task<CheckResult> FindNewestAsync(string playlist, CancellationToken cancellationToken)
    {
        if (!SourceId.TryParse(playlist, out var source))
        {
            return CheckResult.Failed(
                $"it is not a playlist", "Correct it in the setting playlists of the stack's configuration.");
        }

        // Days of one form: the greatest text is the latest one.
        var days = await target.Lake.FoldersAsync(
            target.RawBucket, RawSnapshot.PrefixOf(source.Name), cancellationToken);
        foreach (var day in days.OrderDescending(StringComparer.Ordinal))
        {
            var objects = await target.Lake.ListAsync(target.RawBucket, day, cancellationToken);
            foreach (var found in objects.OrderByDescending(found => found.WrittenAt))
            {
                if (RawSnapshot.TryParseManifest(found.Key, out var snapshot))
                {
                    _snapshots.Add(snapshot);
                    return CheckResult.Ok($"the newest snapshot is {found.Key}");
                }
            }
        }

        return CheckResult.Failed($"it has no snapshot yet", ToStart);
    }
}
