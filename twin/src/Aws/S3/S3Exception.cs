using Twin.Aws.Signing;

namespace Twin.Aws.S3;

/// <summary>An error of S3 ("Error responses" in the S3 API reference).</summary>
public sealed class S3Exception(HttpStatusCode status, string code, string message) : Exception(message)
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

    internal static S3Exception InvalidBucketName(string bucket) =>
        new(HttpStatusCode.BadRequest, "InvalidBucketName", "The specified bucket is not valid.")
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

    internal static S3Exception InvalidUri() =>
        new(HttpStatusCode.BadRequest, "InvalidURI", "Couldn't parse the specified URI.");

    internal static S3Exception MissingContentLength() =>
        new(HttpStatusCode.LengthRequired, "MissingContentLength",
            "You must provide the Content-Length HTTP header.");

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

/// <summary>S3's errors for wrong signatures.</summary>
internal static class S3SignatureErrors
{
    private const string NotKnown = "The AWS Access Key Id you provided does not exist in our records.";

    public static S3Exception From(SignatureProblem problem) => problem switch
    {
        SignatureProblem.Missing => S3Exception.AccessDenied("Access Denied"),
        SignatureProblem.OtherScheme { Scheme: var scheme } when scheme.StartsWith("AWS", StringComparison.Ordinal) =>
            S3Exception.InvalidRequest(
                "The authorization mechanism you have provided is not supported. Please use "
                + $"{AuthorizationHeader.Algorithm}."),
        SignatureProblem.OtherScheme => new S3Exception(
            HttpStatusCode.BadRequest, "InvalidArgument", "Unsupported Authorization Type")
        {
            Details = [("ArgumentName", "Authorization")],
        },
        SignatureProblem.Presigned => S3Exception.NotImplemented("presigned requests"),
        SignatureProblem.Incomplete => Malformed(
            "the authorization header requires three components: Credential, SignedHeaders, and Signature."),
        SignatureProblem.BadCredential => Malformed(
            "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."),
        SignatureProblem.UnknownKey { AccessKeyId: var id } => Forbidden(
            "InvalidAccessKeyId", NotKnown, ("AWSAccessKeyId", id)),
        SignatureProblem.NoToken { AccessKeyId: var id } => Forbidden(
            "InvalidAccessKeyId", NotKnown, ("AWSAccessKeyId", id)),
        SignatureProblem.WrongToken { Token: var token } => new S3Exception(
            HttpStatusCode.BadRequest, "InvalidToken", "The provided token is malformed or otherwise invalid.")
        {
            Details = [("Token-0", token)],
        },
        SignatureProblem.WrongRegion { Region: var region, Expected: var expected } => Malformed(
            $"the region '{region}' is wrong; expecting '{expected}'", ("Region", expected)),
        SignatureProblem.WrongService { Service: var service, Expected: var expected } => Malformed(
            $"incorrect service \"{service}\". This endpoint belongs to \"{expected}\"."),
        SignatureProblem.WrongTerminator { Terminator: var terminator } => Malformed(
            $"incorrect terminal \"{terminator}\". This endpoint uses \"aws4_request\"."),
        SignatureProblem.WrongDate { Date: var date, RequestTime: var time } => Malformed(
            $"Invalid credential date \"{date}\". This date is not the same as X-Amz-Date: \"{time[..8]}\"."),
        SignatureProblem.NoTime => S3Exception.AccessDenied(
            "AWS authentication requires a valid Date or x-amz-date header"),
        SignatureProblem.TooSkewed { RequestTime: var sent, Now: var now } => Forbidden(
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.",
            ("RequestTime", S3Xml.Date(sent)),
            ("ServerTime", S3Xml.Date(now)),
            (
                "MaxAllowedSkewMilliseconds",
                SignatureVerifier.MaxSkew.TotalMilliseconds.ToString(CultureInfo.InvariantCulture))),
        SignatureProblem.NotSigned { Header: var header } => Forbidden(
            "AccessDenied",
            "There were headers present in the request which were not signed",
            ("HeadersNotSigned", header)),
        SignatureProblem.Mismatch mismatch => Forbidden(
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your key and signing "
            + "method.",
            [
                ("AWSAccessKeyId", mismatch.AccessKeyId),
                ("StringToSign", mismatch.StringToSign),
                ("SignatureProvided", mismatch.Signature),
                .. mismatch.CanonicalRequest is { } canonical
                    ? [("CanonicalRequest", canonical)]
                    : ((string, string)[])[],
            ]),
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, null),
    };

    private static S3Exception Malformed(string what, params (string, string)[] details) =>
        new(HttpStatusCode.BadRequest, "AuthorizationHeaderMalformed", $"The authorization header is malformed; {what}")
        {
            Details = details,
        };

    private static S3Exception Forbidden(string code, string message, params (string, string)[] details) =>
        new(HttpStatusCode.Forbidden, code, message) { Details = details };
}
