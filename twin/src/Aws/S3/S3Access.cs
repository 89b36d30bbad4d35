namespace Twin.Aws.S3;

/// <summary>The decisions of IAM and KMS on access to S3, both for requests and for services of AWS that read and
/// write on behalf of a caller.</summary>
/// <param name="access">The access control with the roles and the buckets' policies.</param>
public sealed class S3Access(AccessControl access, KmsService keys)
{
    private const string Service = "s3";

    /// <summary>The account of all buckets.</summary>
    public string AccountId => access.AccountId;

    /// <summary>The condition keys of a request that writes an object.</summary>
    /// <param name="encryption">The encryption that the request names; null for the bucket's default.</param>
    public static RequestContext WriteContext(ObjectEncryption? encryption = null) => new RequestContext()
        .With("s3:ObjectCreationOperation", "true")
        .With("s3:x-amz-server-side-encryption", encryption?.Algorithm)
        .With("s3:x-amz-server-side-encryption-aws-kms-key-id", encryption?.Key);

    /// <summary>Checks with IAM that an action on an object is allowed.</summary>
    /// <exception cref="S3Exception">AccessDenied, in IAM's words.</exception>
    public void ExpectObject(Caller caller, string action, string bucket, string key, RequestContext? context = null) =>
        Expect(access.Authorize(caller, action, ArnOf(bucket, key), context));

    /// <summary>Checks with IAM that an action on a bucket is allowed.</summary>
    /// <exception cref="S3Exception">AccessDenied, in IAM's words.</exception>
    public void ExpectBucket(Caller caller, string action, string bucket, RequestContext? context = null) =>
        Expect(access.Authorize(caller, action, ArnOf(bucket), context));

    /// <summary>Checks with KMS that the caller may encrypt an object; S3's own keys need no permission.</summary>
    /// <exception cref="S3Exception">AccessDenied, in KMS's words, or the key cannot be used.</exception>
    public void ExpectEncryption(Caller caller, ObjectEncryption encryption, string bucket) =>
        Use(caller, "kms:GenerateDataKey", encryption, bucket);

    /// <summary>Checks with KMS that the caller may decrypt an object; S3's own keys need no permission.</summary>
    /// <exception cref="S3Exception">AccessDenied, in KMS's words, or the key cannot be used.</exception>
    public void ExpectDecryption(Caller caller, ObjectEncryption encryption, string bucket) =>
        Use(caller, "kms:Decrypt", encryption, bucket);

    /// <summary>The key to store with an object: the ARN of the key with an id, an ARN or an alias.</summary>
    /// <exception cref="S3Exception">The key does not exist.</exception>
    public string KeyNamed(string name)
    {
        try
        {
            return keys.IsOfAws(name) ? name : keys.Find(name).Arn;
        }
        catch (KeyException refused)
        {
            throw S3Exception.OfKms(refused);
        }
    }

    private void Use(Caller caller, string action, ObjectEncryption encryption, string bucket)
    {
        if (encryption.Key is not { } keyArn)
        {
            return;
        }

        try
        {
            keys.Use(caller, keyArn, new KeyUse(action, Service)
            {
                CachedFor = encryption.UsesBucketKey ? ArnOf(bucket) : null,
            });
        }
        catch (KeyException refused)
        {
            throw S3Exception.OfKms(refused);
        }
    }

    private static void Expect(Decision decision)
    {
        if (!decision.IsAllowed)
        {
            throw S3Exception.AccessDenied(decision.QuotedMessage);
        }
    }

    private static string ArnOf(string bucket, string? key = null) =>
        key is null ? $"arn:aws:s3:::{bucket}" : $"arn:aws:s3:::{bucket}/{key}";
}
