namespace Local.Cli.Costs;

/// <summary>Which of S3's two prices a request has; some are free.</summary>
internal static class S3Requests
{
    /// <summary>The price's key, null for what costs nothing: deleting.</summary>
    public static string? PriceOf(string operation) => operation switch
    {
        _ when operation.StartsWith("Delete", StringComparison.Ordinal)
            || operation.StartsWith("Abort", StringComparison.Ordinal) => null,
        _ when operation.StartsWith("List", StringComparison.Ordinal) => PriceKey.S3Put,
        "PutObject" or "CopyObject" or "PostObject" or "CreateMultipartUpload" or "UploadPart" or "UploadPartCopy"
            or "CompleteMultipartUpload" => PriceKey.S3Put,
        _ => PriceKey.S3Get,
    };
}
