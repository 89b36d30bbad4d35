using System.Net;
using Twin.Aws.Kms;

namespace Twin.Aws.S3;

/// <summary>An error of S3 ("Error responses" in the S3 API reference).</summary>
internal sealed class S3Exception(HttpStatusCode status, string code, string message) : Exception(message)
{
    /// <summary>The HTTP status that S3 sends with the code.</summary>
    public HttpStatusCode Status => status;

    /// <summary>For example <c>NoSuchKey</c>.</summary>
    public string Code => code;

    /// <summary>Headers of the response, such as <c>x-amz-delete-marker</c>.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Further elements of the error's XML, such as <c>Key</c>.</summary>
    public IReadOnlyList<(string Name, string Value)> Details { get; init; } = [];

    internal static S3Exception NoSuchKey(string key) =>
        new(HttpStatusCode.NotFound, "NoSuchKey", "The specified key does not exist.") { Details = [("Key", key)] };

    internal static S3Exception NoSuchBucket(string bucket) =>
        new(HttpStatusCode.NotFound, "NoSuchBucket", "The specified bucket does not exist")
        {
            Details = [("BucketName", bucket)],
        };

    internal static S3Exception InvalidArgument(string message) =>
        new(HttpStatusCode.BadRequest, "InvalidArgument", message);

    internal static S3Exception InvalidRequest(string message) =>
        new(HttpStatusCode.BadRequest, "InvalidRequest", message);

    internal static S3Exception MalformedXml() =>
        new(HttpStatusCode.BadRequest, "MalformedXML",
            "The XML you provided was not well-formed or did not validate against our published schema");

    internal static S3Exception BadDigest(string what) =>
        new(HttpStatusCode.BadRequest, "BadDigest", $"The {what} you specified did not match the calculated checksum.");

    internal static S3Exception IncompleteBody(string message) =>
        new(HttpStatusCode.BadRequest, "IncompleteBody", message);

    internal static S3Exception MalformedTrailer() =>
        new(HttpStatusCode.BadRequest, "MalformedTrailerError",
            "The request contained trailing data that was not well-formed or did not conform to our published schema.");

    internal static S3Exception AccessDenied(string message) =>
        new(HttpStatusCode.Forbidden, "AccessDenied", message);

    internal static S3Exception OfKms(KeyException refused) =>
        refused.Type == KeyException.AccessDenied
            ? AccessDenied(refused.Message)
            : new(HttpStatusCode.BadRequest, $"KMS.{refused.Type}", refused.Message);

    internal static S3Exception NoSuchVersion(string key, string versionId) =>
        new(HttpStatusCode.NotFound, "NoSuchVersion", "The specified version does not exist.")
        {
            Details = [("Key", key), ("VersionId", versionId)],
        };

    internal static S3Exception InvalidObjectState(string storageClass) =>
        new(HttpStatusCode.Forbidden, "InvalidObjectState",
            "The operation is not valid for the object's storage class")
        {
            Details = [("StorageClass", storageClass)],
        };

    internal static S3Exception PreconditionFailed(string condition) =>
        new(HttpStatusCode.PreconditionFailed, "PreconditionFailed",
            "At least one of the pre-conditions you specified did not hold")
        {
            Details = [("Condition", condition)],
        };

    internal static S3Exception NotImplemented(string what) =>
        new(HttpStatusCode.NotImplemented, "NotImplemented", $"The local twin does not know {what}.");
}
