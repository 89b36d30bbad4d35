using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;
using Functions.Hosting;
using Functions.Lake;

namespace Functions.Extract;

/// <summary>The state zone of the raw bucket. No two runs write it at once: the function runs once at a time.</summary>
internal sealed class StateStore(RawStore store, ILambdaLogger logger)
{
    /// <summary>What holds for all playlists.</summary>
    public Task<ExtractState> ReadAsync(CancellationToken cancellationToken) =>
        ReadAsync(StateZone.Extract, StateJson.Default.ExtractState, cancellationToken);

    /// <summary>What is remembered of a playlist.</summary>
    public Task<PlaylistState> ReadAsync(string playlistId, CancellationToken cancellationToken) =>
        ReadAsync(StateZone.Playlist(playlistId), StateJson.Default.PlaylistState, cancellationToken);

    /// <exception cref="InvalidOperationException">S3 refuses; the message names the object.</exception>
    public Task WriteAsync(ExtractState state, CancellationToken cancellationToken) =>
        WriteAsync(StateZone.Extract, state, StateJson.Default.ExtractState, cancellationToken);

    /// <exception cref="InvalidOperationException">S3 refuses; the message names the object.</exception>
    public Task WriteAsync(string playlistId, PlaylistState state, CancellationToken cancellationToken) =>
        WriteAsync(StateZone.Playlist(playlistId), state, StateJson.Default.PlaylistState, cancellationToken);

    /// <summary>Nothing is remembered where there is no state, or one that this code cannot read.</summary>
    private async Task<T> ReadAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellationToken)
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
            // Nothing that this function writes is as large: somebody should hear of it.
            logger.LogWarning(LogLine.Of(
                "state refused",
                new RefusedState(store.NameOf(key), $"{e.Message}: the run goes on as if there were none"),
                ExtractLogJson.Default.RefusedState));
            return new T();
        }
    }

    private Task WriteAsync<T>(string key, T state, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        store.PutAsync(key, JsonSerializer.SerializeToUtf8Bytes(state, type), cancellationToken);
}
