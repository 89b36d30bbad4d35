namespace Twin.Aws.S3;

/// <summary>Determines the operation of a request, by its name in the S3 API reference.</summary>
internal static class S3Operation
{
    // Sub-resources in the order in which they are checked; operations are named after them.
    private static readonly (string Query, string Name)[] SubResources =
    [
        ("accelerate", "AccelerateConfiguration"), ("acl", "Acl"), ("analytics", "AnalyticsConfiguration"),
        ("attributes", "Attributes"), ("cors", "Cors"), ("encryption", "Encryption"),
        ("intelligent-tiering", "IntelligentTieringConfiguration"), ("inventory", "InventoryConfiguration"),
        ("legal-hold", "LegalHold"), ("lifecycle", "LifecycleConfiguration"), ("location", "Location"),
        ("logging", "Logging"), ("metrics", "MetricsConfiguration"), ("notification", "NotificationConfiguration"),
        ("object-lock", "LockConfiguration"), ("ownershipControls", "OwnershipControls"), ("policy", "Policy"),
        ("policyStatus", "PolicyStatus"), ("publicAccessBlock", "PublicAccessBlock"), ("replication", "Replication"),
        ("requestPayment", "RequestPayment"), ("restore", "Restore"), ("retention", "Retention"),
        ("select", "SelectContent"), ("tagging", "Tagging"), ("torrent", "Torrent"),
        ("versioning", "Versioning"), ("website", "Website"),
    ];

    /// <summary>The operation's name, for example <c>PutObject</c> or <c>GetBucketPolicy</c>.</summary>
    public static string NameOf(
        string method, string bucket, string key, IReadOnlyDictionary<string, string> query, bool isCopy)
    {
        var verb = char.ToUpperInvariant(method[0]) + method[1..].ToLowerInvariant();
        if (bucket.Length == 0)
        {
            return method == "GET" ? "ListBuckets" : $"{method} /";
        }

        var kind = key.Length == 0 ? "Bucket" : "Object";
        if (SubResources.FirstOrDefault(sub => query.ContainsKey(sub.Query)) is { Name: { } name })
        {
            return verb + kind + name;
        }

        return key.Length == 0 ? OnBucket(method, query) : OnObject(method, query, isCopy);
    }

    private static string OnBucket(string method, IReadOnlyDictionary<string, string> query) => method switch
    {
        "GET" when query.ContainsKey("uploads") => "ListMultipartUploads",
        "GET" when query.ContainsKey("versions") => "ListObjectVersions",
        "GET" when query.ContainsKey("session") => "CreateSession",
        "GET" => query.GetValueOrDefault("list-type") == "2" ? "ListObjectsV2" : "ListObjects",
        "HEAD" => "HeadBucket",
        "PUT" => "CreateBucket",
        "DELETE" => "DeleteBucket",
        "POST" when query.ContainsKey("delete") => "DeleteObjects",
        "POST" => "PostObject",
        _ => $"{method} on a bucket",
    };

    private static string OnObject(string method, IReadOnlyDictionary<string, string> query, bool isCopy) =>
        method switch
        {
            "PUT" when query.ContainsKey("uploadId") => isCopy ? "UploadPartCopy" : "UploadPart",
            "PUT" when query.ContainsKey("renameObject") => "RenameObject",
            "PUT" => isCopy ? "CopyObject" : "PutObject",
            "GET" => query.ContainsKey("uploadId") ? "ListParts" : "GetObject",
            "HEAD" => "HeadObject",
            "DELETE" => query.ContainsKey("uploadId") ? "AbortMultipartUpload" : "DeleteObject",
            "POST" when query.ContainsKey("uploads") => "CreateMultipartUpload",
            "POST" when query.ContainsKey("uploadId") => "CompleteMultipartUpload",
            _ => $"{method} on an object",
        };
}
