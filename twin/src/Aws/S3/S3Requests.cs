namespace Twin.Aws.S3;

/// <summary>The prices of S3's requests: each has one of two prices, or none.</summary>
internal static class S3Requests
{
    /// <summary>The key of the price; null for deleting, which is free.</summary>
    public static string? PriceOf(string operation) => operation switch
    {
        "DeleteObject" or "DeleteObjects" => null,
        "PutObject" or "ListObjectsV2" => S3Cost.Put,
        _ => S3Cost.Get,
    };
}
