namespace Twin.Aws.S3;

/// <summary>The headers and query parameters that the twin supports for each operation. Any others mean something to
/// S3, so they are refused by name rather than ignored.</summary>
internal static class SupportedRequest
{
    /// <summary>The header of a deletion that bypasses Object Lock's governance mode.</summary>
    public const string BypassGovernance = "x-amz-bypass-governance-retention";

    // The headers for signing, sending and checking, supported with every operation.
    private static readonly string[] Everywhere =
    [
        "x-amz-content-sha256", "x-amz-date", "x-amz-security-token", "x-amz-user-agent", "x-amz-api-version",
        "x-amz-expected-bucket-owner",
    ];

    private static readonly string[] Body =
    [
        "x-amz-sdk-checksum-algorithm", "x-amz-trailer", "x-amz-decoded-content-length",
        .. ChecksumAlgorithm.All.Values.Select(algorithm => algorithm.Header),
    ];

    private static readonly string[] Conditions = ["if-match", "if-none-match"];

    private static readonly string[] ReadConditions = [.. Conditions, "if-modified-since", "if-unmodified-since"];

    private static readonly string[] Description =
    [
        "x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id",
        "x-amz-server-side-encryption-bucket-key-enabled", "x-amz-storage-class",
        .. WriteHeaders.CustomerKey,
    ];

    private static readonly Dictionary<string, (string[] Headers, string[] Query)> Operations = new()
    {
        ["PutObject"] = ([.. Body, .. Conditions, .. Description], []),
        ["GetObject"] = (["range", "x-amz-checksum-mode", .. ReadConditions], ["versionId"]),
        ["HeadObject"] = (["x-amz-checksum-mode", .. ReadConditions], ["versionId"]),
        ["DeleteObject"] = ([BypassGovernance], ["versionId"]),
        ["DeleteObjects"] = (Body, ["delete"]),
        ["ListObjectsV2"] = (
            [],
            [
                "list-type", "prefix", "delimiter", "continuation-token", "max-keys", "start-after", "encoding-type",
                "fetch-owner",
            ]),
        ["HeadBucket"] = ([], []),
    };

    /// <summary>The first header or parameter that the twin does not support; null if it supports all.</summary>
    public static string? FirstUnsupported(string operation, IEnumerable<string> headers, IEnumerable<string> query)
    {
        if (!Operations.TryGetValue(operation, out var known))
        {
            return $"the operation {operation}";
        }

        // X-id only repeats the operation's name.
        if (query.FirstOrDefault(name => name != "x-id" && !known.Query.Contains(name)) is { } parameter)
        {
            return $"{operation} with the query parameter {parameter}";
        }

        return headers
            .Select(header => header.ToLowerInvariant())
            .FirstOrDefault(header => IsSignificant(header)
                && !Everywhere.Contains(header)
                && !known.Headers.Contains(header)
                && !(operation == "PutObject"
                    && header.StartsWith(ObjectHeaders.UserMetadata, StringComparison.Ordinal))) is { } unknown
            ? $"{operation} with the header {unknown}"
            : null;
    }

    private static bool IsSignificant(string header) =>
        header.StartsWith("x-amz-", StringComparison.Ordinal)
        || header.StartsWith("if-", StringComparison.Ordinal)
        || header == "range";
}
