using Amazon.S3;
using Functions.Lake;

namespace Functions.Extract;

/// <summary>Reads the list of playlists at each invocation: a new list needs no new function.</summary>
internal static class ConfiguredPlaylists
{
    private const string Advice =
        "The stack writes it from the setting playlists: set that with pulumi config set playlists …, "
        + "and deploy the stack again.";

    /// <summary>The ids, without repetition; what is no playlist, as it is configured.</summary>
    /// <exception cref="InvalidOperationException">The list cannot be read or is empty; the message names the object
    /// and says what to do.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(
        IAmazonS3 s3, ExtractSettings settings, CancellationToken cancellationToken)
    {
        var list = $"s3://{settings.RawBucket}/{settings.PlaylistListKey}, the list of playlists,";
        IReadOnlyList<string> playlists;
        try
        {
            var lines = PlaylistList.Parse(
                await s3.ReadAsync(
                    settings.RawBucket, settings.PlaylistListKey, StoredObjects.MaxDocument, cancellationToken));
            // Read twice at the same time, a playlist would have two readings in one state.
            playlists = [.. lines.Select(line => PlaylistId.TryParse(line, out var id) ? id : line).Distinct()];
        }
        catch (AmazonS3Exception e)
        {
            // Who may not list the bucket is told AccessDenied of an object that is not there.
            throw new InvalidOperationException($"{list} cannot be read: {e.ErrorCode}: {e.Message}. {Advice}", e);
        }
        catch (ObjectTooLargeException e)
        {
            throw new InvalidOperationException($"{list} cannot be read: {e.Message}. {Advice}", e);
        }

        return playlists.Count > 0 ? playlists : throw new InvalidOperationException($"{list} is empty. {Advice}");
    }
}
