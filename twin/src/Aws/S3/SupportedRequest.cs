namespace Twin.Aws.S3;

/// <summary>The operations that the twin supports, each with its query parameters and headers: those that the
/// functions, the SDK, the jobs and the AWS CLI send. Any others mean something to S3, so they are refused by name
/// rather than ignored.</summary>
internal static class SupportedRequest
{
    /// <summary>The header of a deletion that bypasses Object Lock's governance mode.</summary>
    public const string BypassGovernance = "x-amz-bypass-governance-retention";

    /// <summary>The header that asks for an object's checksum.</summary>
    public const string ChecksumMode = "x-amz-checksum-mode";

    // The headers of HTTP, of signing and of the clients themselves, supported with every operation.
    private static readonly ImmutableHashSet<string> Everywhere =
    [
        "accept", "accept-encoding", "connection", "content-length", "content-type", "date", "expect", "host",
        "transfer-encoding", "user-agent",
        "authorization", "x-amz-content-sha256", "x-amz-date", "x-amz-expected-bucket-owner", "x-amz-security-token",
        "amz-sdk-invocation-id", "amz-sdk-request", "x-amz-api-version", "x-amz-user-agent",
        "x-amzn-trace-id",
    ];

    private static readonly string[] Body =
    [
        "content-encoding", "content-md5", SentChecksum.AlgorithmHeader, SentChecksum.TrailerHeader,
        RequestBody.DecodedLength, .. ChecksumAlgorithm.All.Values.Select(algorithm => algorithm.Header),
    ];

    private static readonly Dictionary<string, (string[] Query, string[] Headers)> Operations = new()
    {
        ["PutObject"] = ([], ["if-match", "if-none-match", .. Body, .. ObjectHeaders.Descriptive, .. WriteHeaders.All]),
        ["GetObject"] = (["versionId"], ["range", ChecksumMode]),
        ["HeadObject"] = (["versionId"], [ChecksumMode]),
        ["DeleteObject"] = (["versionId"], [BypassGovernance]),
        ["DeleteObjects"] = (["delete"], Body),
        ["ListObjectsV2"] = (
            ["list-type", "prefix", "delimiter", "continuation-token", "max-keys", "start-after", "encoding-type"], []),
        ["ListObjectVersions"] = (
            ["versions", "prefix", "key-marker", "version-id-marker", "max-keys", "encoding-type"], []),
        ["GetObjectRetention"] = (["retention", "versionId"], []),
    };

    /// <summary>Refuses a request with anything that the twin does not support.</summary>
    /// <exception cref="S3Exception">NotImplemented, with the name.</exception>
    public static void Expect(S3Call call)
    {
        if (FirstUnsupported(call) is { } unknown)
        {
            throw S3Exception.NotImplemented(unknown);
        }
    }

    private static string? FirstUnsupported(S3Call call)
    {
        if (!Operations.TryGetValue(call.Operation, out var known))
        {
            return $"the operation {call.Operation}";
        }

        if (call.Target.Query.Keys.FirstOrDefault(name => !known.Query.Contains(name)) is { } parameter)
        {
            return $"{call.Operation} with the query parameter {parameter}";
        }

        foreach (var (name, value) in call.Headers)
        {
            var header = name.ToLowerInvariant();
            if (!Everywhere.Contains(header)
                && !known.Headers.Contains(header)
                && !(call.Operation == "PutObject"
                    && header.StartsWith(ObjectHeaders.UserMetadata, StringComparison.Ordinal)))
            {
                return $"{call.Operation} with the header {header}";
            }

            // S3 takes them for Latin-1, and returns them encoded as in mails.
            if (!Ascii.IsValid(value))
            {
                return $"the header {header} with characters outside ASCII";
            }
        }

        return null;
    }
}
