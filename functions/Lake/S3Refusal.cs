using System.Net;
using Amazon.S3;

namespace Functions.Lake;

/// <summary>
/// What S3 does not do, told of S3: a connection that breaks throws the same exception as one to Spotify.
/// </summary>
internal static class S3Refusal
{
    /// <summary>Whether S3 refused, or could not be reached.</summary>
    public static bool Is(Exception e) => e is AmazonS3Exception or HttpRequestException;

    /// <summary>Whether there is no such object.</summary>
    public static bool IsMissing(AmazonS3Exception e) =>
        e.StatusCode == HttpStatusCode.NotFound || e.ErrorCode == "NoSuchKey";

    /// <summary>The message names the object.</summary>
    /// <param name="done">What the object cannot be: <c>read</c>, <c>written</c>.</param>
    public static InvalidOperationException Of(string bucket, string key, string done, Exception e) => new(
        $"s3://{bucket}/{key} cannot be {done}: "
        + (e is AmazonS3Exception { ErrorCode: { } code } ? $"{code}: {e.Message}" : e.Message),
        e);
}
