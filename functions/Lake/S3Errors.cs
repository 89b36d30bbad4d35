using System.Net;

namespace Functions.Lake;

/// <summary>A failed request to S3, with a message that names S3: a broken connection throws the same exception as one
/// to Spotify.</summary>
internal static class S3Errors
{
    /// <summary>Determines whether S3 refused, or could not be reached.</summary>
    public static bool Is(Exception e) => e is AmazonS3Exception or HttpRequestException;

    /// <summary>Determines whether the object does not exist.</summary>
    public static bool IsMissing(AmazonS3Exception e) =>
        e.StatusCode == HttpStatusCode.NotFound || e.ErrorCode == "NoSuchKey";

    /// <summary>Creates an exception whose message names the object.</summary>
    /// <param name="done">The failed action, as a participle: <c>read</c>, <c>written</c>.</param>
    public static InvalidOperationException Create(string bucket, string key, string done, Exception e) => new(
        $"s3://{bucket}/{key} cannot be {done}: "
        + (e is AmazonS3Exception { ErrorCode: { } code } ? $"{code}: {e.Message}" : e.Message),
        e);
}
