using Amazon.S3.Model;

namespace Functions.Extract;

/// <summary>A line of the configured list.</summary>
/// <param name="Name">The name that its outcome has: the source's, or the line as it is.</param>
/// <param name="Id">The source; null if the line is none.</param>
/// <param name="IsFound">True if <c>mine</c> has found it.</param>
internal sealed record ConfiguredSource(string Name, SourceId? Id, bool IsFound = false);

/// <summary>The configured list of sources. It is read at each invocation, so that a new list needs no
/// deployment.</summary>
internal static class ConfiguredSources
{
    private const string Advice =
        "The stack writes it from the setting playlists: set that with pulumi config set playlists …, "
        + "and deploy the stack again.";

    /// <summary>Reads the sources, each once: two readings of one at the same time would write one state.</summary>
    public static async Task<IReadOnlyList<ConfiguredSource>> ReadAsync(
        IAmazonS3 s3, ExtractSettings settings, CancellationToken cancellationToken)
    {
        var list = $"s3://{settings.RawBucket}/{settings.PlaylistListKey}, the list of playlists,";
        IReadOnlyList<ConfiguredSource> sources;
        try
        {
            var lines = PlaylistList.Parse(
                await s3.ReadAsync(
                    settings.RawBucket, settings.PlaylistListKey, StoredObjects.MaxDocument, cancellationToken));
            sources =
            [
                .. lines
                    .Select(line => SourceId.TryParse(line, out var id)
                        ? new ConfiguredSource(id.Name, id)
                        : new ConfiguredSource(line, null))
                    .DistinctBy(source => source.Name),
            ];
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

        return sources.Count > 0 || settings.Plays || await HasImportAsync(s3, settings, cancellationToken)
            ? sources
            : throw new InvalidOperationException($"{list} is empty. {Advice}");
    }

    /// <summary>Determines whether a history was imported: then a lake without a source is complete.</summary>
    private static async Task<bool> HasImportAsync(
        IAmazonS3 s3, ExtractSettings settings, CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = settings.RawBucket,
            Prefix = ImportZone.Prefix,
            MaxKeys = 1,
        };
        try
        {
            return (await s3.ListObjectsV2Async(request, cancellationToken)).S3Objects is { Count: > 0 };
        }
        catch (AmazonS3Exception)
        {
            return false;
        }
    }
}
