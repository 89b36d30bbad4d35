using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.S3;
using Amazon.S3.Model;
using Functions.Lake;

namespace Functions.Extract;

/// <summary>The state zone of the raw bucket. No two runs write it at once: the function runs once at a time.</summary>
internal sealed class StateStore(IAmazonS3 s3, string bucket)
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
            var state = JsonSerializer.Deserialize(await s3.ReadAsync(bucket, key, cancellationToken), type);
            return state?.SchemaVersion == IVersionedState.CurrentSchema ? state : new T();
        }
        catch (JsonException)
        {
            return new T();
        }
        catch (AmazonS3Exception e) when (S3Refusal.IsMissing(e))
        {
            return new T();
        }
        catch (Exception e) when (S3Refusal.Is(e))
        {
            throw S3Refusal.Of(bucket, key, "read", e);
        }
    }

    private async Task WriteAsync<T>(string key, T state, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(state, type), writable: false);
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = key,
            InputStream = body,
            AutoCloseStream = false,
            ContentType = "application/json",
        };
        try
        {
            await s3.PutObjectAsync(request, cancellationToken);
        }
        catch (Exception e) when (S3Refusal.Is(e))
        {
            throw S3Refusal.Of(bucket, key, "written", e);
        }
    }
}
