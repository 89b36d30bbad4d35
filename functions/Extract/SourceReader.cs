using Amazon.Lambda.Core;
using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>Reads each source with the extractor of its kind. However that ends is an outcome.</summary>
internal sealed class SourceReader(
    PlaylistExtractor playlists,
    OwnListExtractor ownLists,
    ExtractSettings settings,
    SpotifySession session,
    RunClock clock,
    ExtractMeter meter,
    ILambdaLogger logger)
{
    private readonly Lock _telling = new();

    /// <summary>Reads all sources, a few at a time, and tells each outcome at once.</summary>
    /// <param name="isUrgent">True for the name of a source that is read before others.</param>
    /// <returns>The outcomes in the order of the sources.</returns>
    public async Task<IReadOnlyList<PlaylistOutcome>> ReadAsync(
        IReadOnlyList<ConfiguredSource> sources, Func<string, bool> isUrgent, CancellationToken cancellationToken)
    {
        var outcomes = new PlaylistOutcome[sources.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, sources.Count).OrderBy(i => isUrgent(sources[i].Name) ? 0 : 1),
            new ParallelOptions { MaxDegreeOfParallelism = SpotifyRateLimiter.MaxInFlight },
            async (i, _) => outcomes[i] = Tell(await ReadAsync(sources[i], cancellationToken)));
        return outcomes;
    }

    /// <summary>Logs and counts an outcome.</summary>
    /// <returns>The outcome without secrets.</returns>
    public PlaylistOutcome Tell(PlaylistOutcome outcome)
    {
        var told = session.Redact(outcome);
        lock (_telling)
        {
            OutcomeLog.Write(logger, told);
            meter.Add(told);
        }

        return told;
    }

    private async Task<PlaylistOutcome> ReadAsync(ConfiguredSource source, CancellationToken cancellationToken)
    {
        if (source.Id is not { } id)
        {
            return PlaylistOutcome.NoSource(
                source.Name,
                $"Correct it in the setting playlists and deploy again, or in s3://{settings.RawBucket}/"
                + $"{settings.PlaylistListKey}, one a line: {SourceId.Forms}.");
        }

        try
        {
            return OwnSource.Find(id) is { } own
                ? await ownLists.ExtractAsync(own, cancellationToken)
                : await playlists.ExtractAsync(id.Name, cancellationToken);
        }
        catch (Exception failure)
        {
            // One bad source must not take the others along, whatever is wrong with it.
            var failed = FailedSource.Of(id, source.IsFound);
            var outcome = FailureClassifier.Classify(failed, failure, clock, meter.HasProgressed);
            return source.IsFound && outcome.Kind is OutcomeKind.NotFound or OutcomeKind.NotOwned
                ? outcome.Skip()
                : outcome;
        }
    }
}
