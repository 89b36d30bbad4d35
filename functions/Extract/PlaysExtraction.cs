using System.Security.Cryptography;
using Amazon.Lambda.Core;
using Functions.Extract.Spotify;
using Functions.Metrics;

namespace Functions.Extract;

/// <summary>Reads the user's last plays into the raw bucket: a page with a new play as it came, then a manifest for
/// each month of its new plays. However it ends is an outcome; the daily run tells a failure.</summary>
internal sealed class PlaysExtraction(
    SpotifyAccess spotify, RawStore store, MetricLog metrics, ILambdaLogger logger, RunClock clock)
{
    /// <summary>The time after which a firing for plays ends, and its lease.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(60);

    private readonly StateStore _states = new(store, logger);
    private PlaysState _state = new();

    private static PlaylistOutcome NothingNew => new(PlaylistOutcome.Plays, OutcomeKind.Unchanged) { Entries = 0 };

    /// <returns>The failure of the last firing, for the daily run to tell; null if it succeeded.</returns>
    public static async Task<PlaylistOutcome?> LastFailureAsync(
        StateStore states, CancellationToken cancellationToken) =>
        (await states.ReadAsync(StateZone.Plays, StateJson.Default.PlaysState, cancellationToken)).Failure?.ToOutcome();

    /// <exception cref="InvalidOperationException">The state cannot be read or written, so that nothing would tell a
    /// failure.</exception>
    public async Task<PlaylistOutcome> ReadAsync(
        ExtractionTime time, Func<TimeSpan> remaining, CancellationToken cancellationToken)
    {
        _state = await _states.ReadAsync(StateZone.Plays, StateJson.Default.PlaysState, cancellationToken);
        var shared = await _states.ReadAsync(StateZone.Extract, StateJson.Default.ExtractState, cancellationToken);
        var outcome = await TryAsync(async () =>
        {
            using var session = await SpotifySession.OpenAsync(
                spotify, shared.BlockedUntil, new ExtractMeter(), clock, remaining, cancellationToken);
            var read = session.Redact(await TryAsync(() => ReadAsync(session, time.Moment, cancellationToken)));
            // Without a cancellation, as below: the end of the time may be the failure.
            var after = shared with { BlockedUntil = session.BlockedUntil };
            if (after != shared)
            {
                await _states.WriteAsync(
                    StateZone.Extract, after, StateJson.Default.ExtractState, CancellationToken.None);
            }

            await session.Credentials.KeepAsync();
            return read;
        });
        var failure = outcome.IsComplete
            ? null
            : new PlaysFailure(time.Text, outcome.Kind, outcome.Reason, outcome.Advice, outcome.WaitingUntil);
        if (failure != _state.Failure)
        {
            await WriteAsync(_state with { Failure = failure }, CancellationToken.None);
        }

        return outcome;
    }

    private async Task<PlaylistOutcome> TryAsync(Func<Task<PlaylistOutcome>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception failure)
        {
            return FailureClassifier.Classify(FailedSource.Plays, failure, clock, progressed: false);
        }
    }

    private async Task<PlaylistOutcome> ReadAsync(
        SpotifySession session, DateTimeOffset firedAt, CancellationToken cancellationToken)
    {
        var earlier = _state.Open is { } open && await IsStoredAsync(open, cancellationToken)
            ? await CompleteAsync(open, cancellationToken)
            : null;
        var page = RecentPlays.Read(await session.Api.ReadPlaysAsync(cancellationToken));
        var known = PlayEnd.Find(_state.Newest);
        var added = page.Ends.Where(end => known is null || end.Time > known.Time).ToList();
        if (added.Count == 0)
        {
            return earlier ?? NothingNew;
        }

        var next = Open(page, added, known, firedAt);
        await WriteAsync(_state with { Open = next }, cancellationToken);
        // A page that is there is of an event that came twice. If Spotify gives another one by now, the next firing
        // stores that.
        var outcome = await store.TryPutAsync(next.Page.Key, page.Bytes, cancellationToken)
            || await IsStoredAsync(next, cancellationToken)
                ? await CompleteAsync(next, cancellationToken)
                : NothingNew;
        return earlier is null
            ? outcome
            : outcome with { Entries = outcome.Entries + earlier.Entries, Gap = outcome.Gap ?? earlier.Gap };
    }

    private static OpenPlays Open(RecentPlays page, List<PlayEnd> added, PlayEnd? known, DateTimeOffset firedAt)
    {
        var newest = added.MaxBy(end => end.Time)!;
        var key = PlaysZone.FolderOf(PlayedMonth.Of(newest.Time), firedAt) + RawSnapshot.PageName(0);
        var isGap = added.Count == page.Ends.Count;
        return new OpenPlays(
            firedAt,
            new PlaysPage(key, page.Items, page.Bytes.Length, HashOf(page.Bytes)),
            newest.Text,
            [.. added.Select(end => PlayedMonth.Of(end.Time).ToString()).Distinct().Order(StringComparer.Ordinal)],
            added.Count,
            isGap ? known?.Text : null);
    }

    private async Task<bool> IsStoredAsync(OpenPlays open, CancellationToken cancellationToken) =>
        await store.TryReadAsync(open.Page.Key, AnswerLimit.Page.Bytes, cancellationToken) is { } stored
        && HashOf(stored) == open.Page.Sha256;

    /// <summary>Writes the manifests of a page that is stored, and then that its plays are known.</summary>
    private async Task<PlaylistOutcome> CompleteAsync(OpenPlays open, CancellationToken cancellationToken)
    {
        var last = "";
        foreach (var text in open.Months)
        {
            last = PlaysZone.FolderOf(PlayedMonth.Parse(text), open.FiredAt) + RawSnapshot.ManifestName;
            var manifest = new PlaysManifest(
                PlaysManifest.CurrentSchema,
                text,
                new ExtractionTime(open.FiredAt).Text,
                spotify.Settings.ApiBaseAddress.AbsoluteUri,
                CodeVersion.Current,
                open.Page,
                open.GapAfter);
            await store.TryPutAsync(last, manifest.ToUtf8(), cancellationToken);
        }

        if (open.GapAfter is not null)
        {
            metrics.Write(MetricDatum.Count(LakeMetrics.PlaysPossiblyLost, 1));
        }

        await WriteAsync(new PlaysState { Newest = open.Newest }, cancellationToken);
        return new PlaylistOutcome(PlaylistOutcome.Plays, OutcomeKind.Complete)
        {
            Entries = open.Plays,
            Pages = 1,
            Manifest = last,
            Gap = open.GapAfter,
        };
    }

    private Task WriteAsync(PlaysState state, CancellationToken cancellationToken)
    {
        _state = state;
        return _states.WriteAsync(StateZone.Plays, state, StateJson.Default.PlaysState, cancellationToken);
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
