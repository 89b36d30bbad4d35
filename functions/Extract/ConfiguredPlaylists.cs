namespace Functions.Extract;

/// <summary>The configured list of playlists. It is read at each invocation, so that a new list needs no
/// deployment.</summary>
internal static class ConfiguredPlaylists
{
    private const string Advice =
        "The stack writes it from the setting playlists: set that with pulumi config set playlists …, "
        + "and deploy the stack again.";

    /// <summary>Reads the ids, each once. A line that is not a playlist is returned as it is.</summary>
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
            // Two readings of a playlist at the same time would write one state.
            playlists = [.. lines.Select(line => SourceId.TryParse(line, out var source) ? source.Text : line).Distinct()];
        }
        catch (AmazonS3Exception e)
        {
            // S3 answers AccessDenied for a missing object if the caller may not list the bucket.
            throw new InvalidOperationException($"{list} cannot be read: {e.ErrorCode}: {e.Message}. {Advice}", e);
        }
        catch (ObjectTooLargeException e)
        {
            throw new InvalidOperationException($"{list} cannot be read: {e.Message}. {Advice}", e);
        }

        return playlists.Count > 0 || settings.Plays
            ? playlists
            : throw new InvalidOperationException($"{list} is empty. {Advice}");
    }
}
