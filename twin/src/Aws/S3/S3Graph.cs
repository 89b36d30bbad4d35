using Twin.Aws.EventBridge;
using Twin.Aws.Kms;
using Twin.Aws.Lambda;
using Twin.Declaration;

namespace Twin.Aws.S3;

/// <summary>The edges of buckets' events and of keys, and the facts of buckets.</summary>
internal static class S3Graph
{
    /// <summary>
    /// The edges from each bucket to the targets of its events, and from each key to the buckets that it encrypts.
    /// </summary>
    public static IEnumerable<Edge> Edges(DeclaredStack stack) => Notifications(stack).Concat(Encryption(stack));

    /// <summary>The facts about the storage of a bucket's data.</summary>
    public static IEnumerable<string?> Facts(DeclaredStack stack, DeclaredResource bucket)
    {
        DeclaredResource? Its(ResourceKind kind) =>
            stack.OfType(kind).FirstOrDefault(found => found.Text("bucket") == bucket.PhysicalName);

        var encryption = Its(S3Resources.BucketEncryption)?.Parts("rules").FirstOrDefault()
            ?.OptionalText("applyServerSideEncryptionByDefault.sseAlgorithm");
        return
        [
            Its(S3Resources.BucketPublicAccessBlock) is null ? null : "private",
            encryption switch { null => null, "AES256" => "SSE-S3", _ => "SSE-KMS" },
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
