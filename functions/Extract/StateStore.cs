using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Functions.Extract;

/// <summary>The objects of the state zone in the raw bucket. No two runs write them at once: a run holds the
/// <see cref="ExtractLease"/>.</summary>
internal sealed class StateStore(RawStore store, ILambdaLogger logger)
{
    /// <summary>Reads a state. A missing state, and one that this code cannot read, count as empty.</summary>
    public async Task<T> ReadAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class, IVersionedState, new()
    {
        try
        {
            return await store.TryReadAsync(key, StoredObjects.MaxDocument, cancellationToken) is { } json
                && JsonSerializer.Deserialize(json, type) is { SchemaVersion: IVersionedState.CurrentSchema } state
                    ? state
                    : new T();
        }
        catch (JsonException)
        {
            return new T();
        }
        catch (ObjectTooLargeException e)
        {
            // This function never writes such a large state: whoever did should be noticed.
            logger.LogWarning(LogLine.Format(
                "state refused",
                new RefusedState(store.NameOf(key), $"{e.Message}: the run goes on as if there were none"),
                ExtractLogJson.Default.RefusedState));
            return new T();
        }
    }

    public Task WriteAsync<T>(string key, T state, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class, IVersionedState =>
        store.PutAsync(key, JsonSerializer.SerializeToUtf8Bytes(state, type), cancellationToken);
}
