namespace Local.Aws.S3;

/// <summary>The price of each of S3's requests: one of two, or none.</summary>
internal static class S3Requests
{
    /// <summary>The price's key; null for what costs nothing: deleting.</summary>
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
