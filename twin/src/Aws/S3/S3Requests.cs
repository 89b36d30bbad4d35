namespace Twin.Aws.S3;

/// <summary>The prices of S3's requests: each has one of two prices, or none.</summary>
internal static class S3Requests
{
    /// <summary>The key of the price; null for deleting, which is free.</summary>
    public static string? PriceOf(string operation) => operation switch
    {
        _ when operation.StartsWith("Delete", StringComparison.Ordinal)
            || operation.StartsWith("Abort", StringComparison.Ordinal) => null,
        _ when operation.StartsWith("List", StringComparison.Ordinal) => S3Cost.Put,
        "PutObject" or "CopyObject" or "PostObject" or "CreateMultipartUpload" or "UploadPart" or "UploadPartCopy"
            or "CompleteMultipartUpload" => S3Cost.Put,
        _ => S3Cost.Get,
    };
}
