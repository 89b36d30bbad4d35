using Twin.Aws.EventBridge;
using Twin.Aws.Lambda;

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
            ["blockPublicPolicy"] = "the twin refuses a policy that allows something to everybody",
            ["ignorePublicAcls"] = NoLists,
            ["restrictPublicBuckets"] = "every caller in the twin is of the bucket's own account",
        },
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
        Bucket, BucketPublicAccessBlock, BucketEncryption, BucketNotification, BucketVersioning, BucketObjectLock,
        BucketLifecycle, BucketPolicy, BucketObject,
    ];
}

/// <summary>The edges of buckets' events and of keys, and the facts of buckets.</summary>
internal static class S3Graph
{
    /// <summary>The edges from each bucket to the targets of its events, and from each key to the buckets that it
    /// encrypts.</summary>
    public static IEnumerable<Edge> Edges(DeclaredStack stack) => Notifications(stack).Concat(Encryption(stack));

    /// <summary>The facts about the storage of a bucket's data.</summary>
    public static IEnumerable<string?> Facts(DeclaredStack stack, DeclaredResource bucket)
    {
        DeclaredResource? Its(ResourceKind kind) =>
            stack.OfType(kind).FirstOrDefault(found => found.Text("bucket") == bucket.PhysicalName);

        return
        [
            Its(S3Resources.BucketPublicAccessBlock) is null ? null : "private",
            Its(S3Resources.BucketEncryption) is null ? "SSE-S3" : "SSE-KMS",
            Its(S3Resources.BucketPolicy) is null ? null : "guarded",
            Its(S3Resources.BucketVersioning) is null ? null : "versioned",
            Its(S3Resources.BucketObjectLock) is null ? null : "locked",
            .. Its(S3Resources.BucketLifecycle)?.Parts("rules").Select(rule => rule.OptionalText("id")) ?? [],
        ];
    }

    private static IEnumerable<Edge> Notifications(DeclaredStack stack)
    {
        foreach (var notification in stack.OfType(S3Resources.BucketNotification))
        {
            if (stack.Named(S3Resources.Bucket, notification.Text("bucket")) is not { } bucket)
            {
                continue;
            }

            foreach (var lambda in notification.Parts("lambdaFunctions"))
            {
                if (stack.ByArn(LambdaResources.Function, lambda.Text("lambdaFunctionArn")) is { } function)
                {
                    var filter = $"{lambda.OptionalText("filterPrefix")}*{lambda.OptionalText("filterSuffix")}";
                    yield return new Edge(bucket, function, filter);
                }
            }

            if (notification.Flag("eventbridge"))
            {
                foreach (var rule in EventBridgeGraph.RulesFor(stack, "bucket/name", bucket.PhysicalName))
                {
                    yield return new Edge(bucket, rule, "Object Created");
                }
            }
        }
    }

    private static IEnumerable<Edge> Encryption(DeclaredStack stack) =>
        from encryption in stack.OfType(S3Resources.BucketEncryption)
        from rule in encryption.Parts("rules")
        from key in stack.OfType(KmsResources.Key)
        where rule.OptionalText("applyServerSideEncryptionByDefault.kmsMasterKeyId") == key.Arn
        from bucket in stack.OfType(S3Resources.Bucket)
        where bucket.PhysicalName == encryption.Text("bucket")
        select new Edge(key, bucket, "encrypts");
}
