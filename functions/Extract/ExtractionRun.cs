using System.Collections.Immutable;
using Amazon.Lambda.Core;
using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>One run for the configured sources: what they share, then each of them, the request to publish the day, and
/// the state for the next run.</summary>
internal sealed class ExtractionRun(
    ExtractSettings settings,
    IAmazonS3 s3,
    SpotifyAccess access,
    RawStore store,
    ExtractMeter meter,
    RunClock clock,
    ILambdaContext context)
{
    public async Task<ExtractReport> ReadAsync(DateTimeOffset firedAt, CancellationToken cancellationToken)
    {
        var time = new ExtractionTime(firedAt);
        if (FirstDay.Refusal(time.Date, settings.FirstDay) is { } refusal)
        {
            throw new InvalidOperationException(refusal);
        }

        var configured = await ConfiguredSources.ReadAsync(s3, settings, cancellationToken);
        meter.Expect(configured.Count);
        var states = new StateStore(store, context.Logger);
        var state = await states.ReadAsync(StateZone.Extract, StateJson.Default.ExtractState, cancellationToken);
        var urgent = state.Waiting ?? new Dictionary<string, int>();
        meter.WaitingRuns = urgent.Values.DefaultIfEmpty().Max();
        var plays = settings.Plays ? await PlaysExtraction.LastFailureAsync(states, cancellationToken) : null;
        using var session = await SpotifySession.OpenAsync(
            access, state.BlockedUntil, meter, clock, () => context.RemainingTime, cancellationToken);
        meter.RefreshTokenAge = session.Credentials.RefreshTokenAge(firedAt);

        var endpoints = new EndpointFinder(session.Api, state.Endpoint);
        var user = new CurrentUser(session.Api, cancellationToken);
        using var inMemory = new ConcurrencyLimiter(SnapshotDownload.MaxInMemory);
        var reader = Reader(session, endpoints, user, states, time, inMemory);

        var mine = new MinePlaylists(session.Api, user, settings.MineLimit, state, clock);
        var (sources, ofMine) = await mine.FindAsync(configured, cancellationToken);
        meter.Expect(sources.Count + (ofMine is null ? 0 : 1));
        IReadOnlyList<PlaylistOutcome> outcomes = ofMine is null ? [] : [reader.Tell(ofMine)];
        outcomes = [.. await reader.ReadAsync(sources, urgent.ContainsKey, cancellationToken), .. outcomes];

        var waiting = Waiting(outcomes, urgent, ofMine is { Kind: OutcomeKind.Waiting } ? state.Mine ?? [] : []);
        meter.WaitingRuns = waiting.Values.DefaultIfEmpty().Max();
        if (plays is not null)
        {
            OutcomeLog.Write(context.Logger, plays);
            outcomes = [.. outcomes, plays];
        }

        var isFailed = outcomes.Any(outcome => outcome.IsFailure);
        try
        {
            await RequestPublicationAsync(time, outcomes, isFailed);
        }
        finally
        {
            await KeepAsync(session.Credentials, isFailed, states, new ExtractState
            {
                Endpoint = endpoints.Working,
                BlockedUntil = session.BlockedUntil,
                Waiting = waiting.Count > 0 ? waiting : null,
                Mine = MineOf(sources, outcomes, isSkipped: false) ?? state.Mine,
                Skipped = MineOf(sources, outcomes, isSkipped: true) ?? state.Skipped,
            });
        }

        return new ExtractReport(time.Text, outcomes);
    }

    private SourceReader Reader(
        SpotifySession session,
        EndpointFinder endpoints,
        CurrentUser user,
        StateStore states,
        ExtractionTime time,
        ConcurrencyLimiter inMemory)
    {
        var spotify = session.Api;
        // The pages of a manifest are kept as long as it is, or for half of their time.
        var oldestPage = settings.RawRetention.FirstOfLastHalf(time.Date);
        var unchanged = new UnchangedSnapshot(store, time, oldestPage);
        var completion = new SnapshotCompletion(store, settings.ApiBaseAddress, time);
        return new SourceReader(
            new PlaylistExtractor(
                spotify,
                new SnapshotDownload(spotify, endpoints, store, meter, time, oldestPage, inMemory),
                unchanged,
                completion,
                states),
            new OwnListExtractor(spotify, user, unchanged, completion, store, states, meter, time, inMemory),
            settings,
            session,
            clock,
            meter,
            context.Logger);
    }

    /// <summary>The playlists of <c>mine</c> that Spotify has refused, or the others, which keep their place in the
    /// next run; null if there are none.</summary>
    private static ImmutableArray<string>? MineOf(
        IReadOnlyList<ConfiguredSource> sources, IReadOnlyList<PlaylistOutcome> outcomes, bool isSkipped)
    {
        var names = sources
            .Zip(outcomes)
            .Where(read => read.First.IsFound && (read.Second.Kind == OutcomeKind.Skipped) == isSkipped)
            .Select(read => read.First.Name)
            .ToImmutableArray();
        return names.IsEmpty ? null : names;
    }

    /// <param name="unread">The playlists of a <c>mine</c> that waits itself, which have waited once more.</param>
    private static Dictionary<string, int> Waiting(
        IEnumerable<PlaylistOutcome> outcomes,
        IReadOnlyDictionary<string, int> before,
        ImmutableArray<string> unread) =>
        outcomes
            .Where(outcome => outcome.Kind == OutcomeKind.Waiting)
            .Select(outcome => outcome.Playlist)
            .Concat(unread.Where(before.ContainsKey))
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, name => before.GetValueOrDefault(name) + 1, StringComparer.Ordinal);

    /// <summary>Requests the publication of the day, also if playlists have failed: the others have tables.</summary>
    private async Task RequestPublicationAsync(
        ExtractionTime time, IEnumerable<PlaylistOutcome> outcomes, bool isToldOtherwise)
    {
        try
        {
            // Without a cancellation: what was read is published also if the run's time is over.
            await PublicationRequest.WriteAsync(
                store,
                PublicationRequest.Extraction,
                clock.Now,
                time.Text,
                [.. outcomes.Select(outcome => outcome.Manifest).OfType<string>()],
                CancellationToken.None);
        }
        catch (InvalidOperationException refused)
        {
            context.Logger.LogError(refused.Message);
            if (!isToldOtherwise)
            {
                throw;
            }
        }
    }

    /// <summary>Keeps what the run leaves for the next one: a new refresh token, and the state.</summary>
    private async Task KeepAsync(
        SpotifyCredentials credentials, bool isFailed, StateStore states, ExtractState state)
    {
        try
        {
            await credentials.KeepAsync();
        }
        catch (InvalidOperationException lost) when (isFailed)
        {
            // The run ends with the failures of the playlists.
            context.Logger.LogError(lost.Message);
        }
        finally
        {
            await RememberAsync(states, state, isToldOtherwise: isFailed);
        }
    }

    private static async Task RememberAsync(StateStore states, ExtractState state, bool isToldOtherwise)
    {
        try
        {
            // Without a cancellation: the state counts most when the run's time is over.
            await states.WriteAsync(
                StateZone.Extract, state, StateJson.Default.ExtractState, CancellationToken.None);
        }
        catch (Exception) when (isToldOtherwise)
        {
            // The playlists' failures tell more.
        }
    }
}
