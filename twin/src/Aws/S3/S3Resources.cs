using System.Collections.Immutable;
using Twin.Aws.EventBridge;
using Twin.Declaration;

namespace Twin.Aws.S3;

/// <summary>The kinds of S3's resources: a bucket and its configurations.</summary>
internal static class S3Resources
{
    private const string NoLists = "the twin has no access control lists: a request with one is refused by name";

    public static readonly ResourceKind Bucket = new(ResourceTypes.Bucket)
    {
        Billing = ResourceBilling.By(S3Cost.Put, S3Cost.Get, S3Cost.Storage),
        NameProperty = "bucket",
        Outputs = inputs => [("bucket", inputs.Text("bucket")), ("arn", $"arn:aws:s3:::{inputs.Text("bucket")}")],
        Dimension = "BucketName",
        Flows = [new DataFlow("s3:GetObject", true, "reads"), new DataFlow("s3:PutObject", false, "writes")],
        Shape = NodeShape.Cylinder,
        Ignored = new Dictionary<string, string> { ["forceDestroy"] = ResourceKind.ForDeletion },
        Facts = S3Graph.Facts,
    };

    public static readonly ResourceKind BucketPublicAccessBlock = new(ResourceTypes.BucketPublicAccessBlock)
    {
        Billing = ResourceBilling.Free("a part of the bucket"),
        Ignored = new Dictionary<string, string>
        {
            ["blockPublicAcls"] = NoLists,
            ["ignorePublicAcls"] = NoLists,
            ["restrictPublicBuckets"] = "every caller in the twin is of the bucket's own account",
        },
    };

    public static readonly ResourceKind BucketOwnershipControls = new(ResourceTypes.BucketOwnershipControls)
    {
        Billing = ResourceBilling.Free("a part of the bucket"),
    };

    public static readonly ResourceKind BucketEncryption = new(ResourceTypes.BucketEncryption)
    {
        Billing = ResourceBilling.Free("a part of the bucket; what KMS does for it stands with the key"),
    };

    public static readonly ResourceKind BucketNotification = new(ResourceTypes.BucketNotification)
    {
        Billing = ResourceBilling.By(EventBridgeCost.OptInEvents),
    };

    public static readonly ResourceKind BucketVersioning = new(ResourceTypes.BucketVersioning)
    {
        Billing = ResourceBilling.Free("a part of the bucket; nothing is written twice"),
    };

    public static readonly ResourceKind BucketObjectLock = new(ResourceTypes.BucketObjectLock)
    {
        Billing = ResourceBilling.Free("a part of the bucket; a version is billed as long as it is kept"),
    };

    public static readonly ResourceKind BucketLifecycle = new(ResourceTypes.BucketLifecycle)
    {
        Billing = ResourceBilling.Free(
            "expiring is free; a move to a cheaper class pays within a year, and neither its cost nor what it saves is "
            + "counted"),
    };

    public static readonly ResourceKind BucketPolicy = new(ResourceTypes.BucketPolicy)
    {
        Billing = ResourceBilling.Free("a part of the bucket"),
    };

    public static readonly ResourceKind BucketObject = new(ResourceTypes.BucketObject)
    {
        Billing = ResourceBilling.Free("a few bytes, written by the deployment"),
        Outputs = inputs => [("arn", $"arn:aws:s3:::{inputs.Text("bucket")}/{inputs.Text("key")}")],
        Id = stored => $"{stored.Text("bucket")}/{stored.Text("key")}",
    };

    public static ImmutableArray<ResourceKind> All =>
    [
        Bucket, BucketPublicAccessBlock, BucketOwnershipControls, BucketEncryption, BucketNotification,
        BucketVersioning, BucketObjectLock, BucketLifecycle, BucketPolicy, BucketObject,
    ];
}
