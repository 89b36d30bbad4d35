using System.Text.Json;
using Amazon.Lambda.Core;
using Functions.Lake;

namespace Functions.Extract;

/// <summary>
/// The lease that one extraction at a time holds, an object of the state zone. It ends with the time limit of its
/// holder's invocation, so a holder that was killed blocks nobody for longer.
/// </summary>
/// <remarks>
/// Spotify counts all requests of an app together: two extractions at once would only block each other. Reserved
/// concurrency would prevent that too, but an account with a small quota cannot reserve any.
/// </remarks>
internal sealed class ExtractLease
{
    private const int MaxAttempts = 3;

    private readonly RawStore _store;
    private readonly LeaseState _state;
    private readonly string _etag;

    private ExtractLease(RawStore store, LeaseState state, string etag) =>
        (_store, _state, _etag) = (store, state, etag);

    /// <summary>Takes the lease, if it is free or its holder's time is over.</summary>
    /// <param name="store">The raw bucket.</param>
    /// <param name="firedAt">The time of the event for which this invocation runs.</param>
    /// <param name="clock">The run's clock.</param>
    /// <param name="remaining">The remaining time of this invocation.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="InvalidOperationException">S3 refuses; the message names the object.</exception>
    public static async Task<LeaseResult> TakeAsync(
        RawStore store,
        DateTimeOffset firedAt,
        RunClock clock,
        TimeSpan remaining,
        CancellationToken cancellationToken)
    {
        var mine = new LeaseState
        {
            Holder = Guid.NewGuid().ToString("N"),
            FiredAt = firedAt.ToUniversalTime(),
            Until = clock.Now + remaining,
        };
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var found = await store.FindAsync(StateZone.Lease, cancellationToken);
            var state = StateOf(found);
            if (found is not null && state?.Holder == mine.Holder)
            {
                // The write had succeeded and its answer was lost; the client's own repetition was refused.
                return new LeaseResult.Taken(new ExtractLease(store, mine, found.ETag));
            }

            if (state?.Until is { } until && until > clock.Now)
            {
                return new LeaseResult.Held(state.FiredAt, until);
            }

            if (await store.TryReplaceAsync(StateZone.Lease, ToUtf8(mine), found?.ETag, cancellationToken) is { } etag)
            {
                return new LeaseResult.Taken(new ExtractLease(store, mine, etag));
            }
        }

        throw new InvalidOperationException(
            $"{store.NameOf(StateZone.Lease)}, the lease of the extraction, was written by others "
            + $"{MaxAttempts} times in a row, and is free each time: see who writes it.");
    }

    /// <summary>Releases the lease, unless somebody else has it by now.</summary>
    /// <remarks>If S3 refuses, the lease ends by itself: that is a line in the log, and no failure of the run.</remarks>
    public async Task ReleaseAsync(ILambdaLogger logger)
    {
        try
        {
            // Without a cancellation: the run's end may be the reason for it.
            await _store.TryReplaceAsync(
                StateZone.Lease, ToUtf8(_state with { Until = null }), _etag, CancellationToken.None);
        }
        catch (InvalidOperationException refused)
        {
            logger.LogWarning(refused.Message);
        }
    }

    // A lease that this code cannot read has no holder: otherwise nobody could ever run again.
    private static LeaseState? StateOf(TaggedObject? found)
    {
        try
        {
            return found is not null
                && JsonSerializer.Deserialize(found.Bytes, StateJson.Default.LeaseState)
                    is { SchemaVersion: IVersionedState.CurrentSchema } state
                    ? state
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] ToUtf8(LeaseState state) =>
        JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Default.LeaseState);
}
