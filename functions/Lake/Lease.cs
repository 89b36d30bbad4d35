using Amazon.Lambda.Core;

namespace Functions.Lake;

/// <summary>A lease: an object of the state zone that one holder at a time has, until a time. A holder that was killed
/// blocks nobody for longer.</summary>
internal sealed class Lease
{
    private const int MaxAttempts = 3;

    private readonly RawStore _store;
    private readonly string _key;
    private readonly LeaseState _state;
    private readonly string _etag;

    private Lease(RawStore store, string key, LeaseState state, string etag) =>
        (_store, _key, _state, _etag) = (store, key, state, etag);

    /// <summary>Takes the lease, if it is free, its holder's time is over, or the caller already has it: then the time
    /// is the new one.</summary>
    public static async Task<LeaseResult> TakeAsync(
        RawStore store, string key, LeaseState mine, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var found = await store.FindAsync(key, cancellationToken);
            var state = found is null ? null : LeaseState.Find(found.Bytes);
            if (found is not null && state == mine)
            {
                // The write had succeeded and its answer was lost; the client's own repetition was refused.
                return new LeaseResult.Taken(new Lease(store, key, mine, found.ETag));
            }

            if (state?.Until is { } until && until > now && state.Holder != mine.Holder)
            {
                return new LeaseResult.Held(state.Holder, state.FiredAt, state.Read, until);
            }

            if (await store.TryReplaceAsync(key, mine.ToUtf8(), found?.ETag, cancellationToken) is { } etag)
            {
                return new LeaseResult.Taken(new Lease(store, key, mine, etag));
            }
        }

        throw new InvalidOperationException(
            $"The lease {store.NameOf(key)} was written by others {MaxAttempts} times in a row, and is free each time: "
            + "see who writes it.");
    }

    /// <summary>The lease, if the holder still has it.</summary>
    /// <returns>The lease; null if it is free, or somebody else's.</returns>
    public static async Task<Lease?> FindAsync(
        RawStore store, string key, string holder, CancellationToken cancellationToken) =>
        await store.FindAsync(key, cancellationToken) is { } found
        && LeaseState.Find(found.Bytes) is { Until: not null } state
        && state.Holder == holder
            ? new Lease(store, key, state, found.ETag)
            : null;

    /// <summary>Releases the lease, unless somebody else has it by now.</summary>
    /// <remarks>If S3 refuses, the lease ends by itself: that is a line in the log, and no failure.</remarks>
    public async Task ReleaseAsync(ILambdaLogger logger)
    {
        try
        {
            // Without a cancellation: the end of the caller's time may be the reason for the release.
            await _store.TryReplaceAsync(
                _key, (_state with { Until = null }).ToUtf8(), _etag, CancellationToken.None);
        }
        catch (InvalidOperationException refused)
        {
            logger.LogWarning(refused.Message);
        }
    }
}

internal abstract record LeaseResult
{
    public sealed record Taken(Lease Lease) : LeaseResult;

    /// <param name="FiredAt">The time of the event for which the holder runs; null if it is unknown.</param>
    /// <param name="Read">The name of what the holder reads; null for all that has no name.</param>
    /// <param name="Until">The time at which the lease is free at the latest.</param>
    public sealed record Held(
        string? Holder, DateTimeOffset? FiredAt, string? Read, DateTimeOffset Until) : LeaseResult;
}

public sealed record LeaseState : IVersionedState
{
    public int SchemaVersion { get; init; } = IVersionedState.CurrentSchema;
    public string? Holder { get; init; }

    /// <summary>The time of the event for which the holder runs; null if it runs for none.</summary>
    public DateTimeOffset? FiredAt { get; init; }

    /// <summary>The name of what the holder reads; null for all that has no name.</summary>
    public string? Read { get; init; }

    /// <summary>The end of the holder's time limit, at which the lease is free; null if it has been released.</summary>
    public DateTimeOffset? Until { get; init; }

    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, LeaseJson.Default.LeaseState);

    /// <summary>Parses a lease. One that this code cannot read has no holder: otherwise nobody could ever run
    /// again.</summary>
    /// <returns>The lease; null if the bytes are none.</returns>
    public static LeaseState? Find(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, LeaseJson.Default.LeaseState)
                is { SchemaVersion: IVersionedState.CurrentSchema } state
                    ? state
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(LeaseState))]
internal sealed partial class LeaseJson : JsonSerializerContext;
