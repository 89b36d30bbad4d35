using Infra.Policies;
using Pulumi.Aws.S3;
using Pulumi.Aws.S3.Inputs;

using BucketObjectLockConfigurationArgs = Pulumi.Aws.S3.BucketObjectLockConfigurationArgs;
using BucketServerSideEncryptionConfigurationArgs = Pulumi.Aws.S3.BucketServerSideEncryptionConfigurationArgs;
using BucketVersioningArgs = Pulumi.Aws.S3.BucketVersioningArgs;

namespace Infra.Components;

/// <summary>The arguments of <see cref="LakeBucket"/>.</summary>
/// <param name="Key">The key that encrypts the objects; null for S3's own keys.</param>
/// <param name="Versioned">True if overwritten and deleted objects are kept as versions.</param>
/// <param name="ObjectLockDays">The days for which each version is locked; null for no lock.</param>
/// <param name="DeleteData">True if the bucket may be deleted with its objects, after its protection is removed
/// too.</param>
internal sealed record LakeBucketArgs(
    AwsAccount Account,
    DataKey? Key,
    bool Versioned,
    int? ObjectLockDays,
    bool DeleteData,
    IReadOnlyList<Retention> Retention);

/// <summary>A bucket of this lake: private, encrypted, reachable only over TLS and from this account, written only by
/// named roles, and protected from deletion by mistake.</summary>
/// <remarks>S3 itself disables access control lists and encrypts with its own keys
/// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html): neither is declared.</remarks>
internal sealed class LakeBucket : ComponentResource
{
    private readonly string _name;
    private readonly LakeBucketArgs _args;
    private readonly Bucket _bucket;
    private readonly CustomResourceOptions _child;
    private readonly BucketServerSideEncryptionConfiguration? _encryption;

    /// <summary>Declares the bucket; <see cref="DeclarePolicy"/> declares its policy.</summary>
    public LakeBucket(string name, LakeBucketArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Bucket", name, options)
    {
        (_name, _args) = (name, args);

        _bucket = new Bucket(
            name,
            // Deletion of data needs two permissions: this one is in the configuration, Protect is in the stack.
            new BucketArgs { ForceDestroy = args.DeleteData },
            new CustomResourceOptions { Parent = this, Protect = true });
        _child = new CustomResourceOptions { Parent = _bucket };

        KeepPrivate();
        _encryption = args.Key is { } key ? Encrypt(key) : null;
        Retain();

        RegisterOutputs(new Dictionary<string, object?> { ["bucket"] = BucketName });
    }

    /// <summary>The bucket's name in S3.</summary>
    public Output<string> BucketName => _bucket.BucketName;

    public Output<string> Arn => _bucket.Arn;

    /// <summary>The options of an object that the stack itself writes. It waits for the bucket's key: an object that
    /// is written earlier keeps another one.</summary>
    /// <remarks>The provider finds the lock that the bucket gave the object, and knows of none: it would lift it, and
    /// write the next version with the day of the one before. So the lock is no change, another content is another
    /// object, and its versions, which the provider would delete with it, go with the bucket.</remarks>
    public CustomResourceOptions ObjectOptions(Resource parent) => new()
    {
        Parent = parent,
        DependsOn = _encryption is null ? [] : [_encryption],
        IgnoreChanges = { "objectLockMode", "objectLockRetainUntilDate" },
        ReplaceOnChanges = { "content", "contentType", "checksumAlgorithm" },
        RetainOnDelete = true,
    };

    public IEnumerable<IamStatement> AllowList(string sid) =>
        [IamStatement.Allow(sid, ["s3:GetBucketLocation", "s3:ListBucket"], Arn)];

    /// <summary>The permission that makes S3 answer "not found" for a missing object instead of "forbidden".</summary>
    public IEnumerable<IamStatement> AllowListForNotFound(string sid) =>
        [IamStatement.Allow(sid, ["s3:ListBucket"], Arn)];

    public IEnumerable<IamStatement> AllowRead(string sid, string key) =>
    [
        IamStatement.Allow(sid, ["s3:GetObject"], Output.Format($"{Arn}/{key}")),
        .. AllowKey(sid, "kms:Decrypt"),
    ];

    public IEnumerable<IamStatement> AllowReadBelow(string sid, params IEnumerable<string> prefixes) =>
        [Below(sid, ["s3:GetObject"], prefixes), .. AllowKey(sid, "kms:Decrypt")];

    public IEnumerable<IamStatement> AllowWriteBelow(string sid, params IEnumerable<string> prefixes) =>
        [Below(sid, ["s3:PutObject"], prefixes), .. AllowKey(sid, "kms:GenerateDataKey")];

    /// <summary>The permission to write, and to end uploads of parts that nobody completes.</summary>
    public IEnumerable<IamStatement> AllowUploadBelow(string sid, params IEnumerable<string> prefixes) =>
    [
        Below(sid, ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"], prefixes),
        .. AllowKey(sid, "kms:GenerateDataKey"),
    ];

    public IEnumerable<IamStatement> AllowDeleteBelow(string sid, params IEnumerable<string> prefixes) =>
        [Below(sid, ["s3:DeleteObject"], prefixes)];

    public IEnumerable<IamStatement> AllowListVersions(string sid) =>
        [IamStatement.Allow(sid, ["s3:ListBucketVersions"], Arn)];

    public IEnumerable<IamStatement> AllowReadVersionsBelow(string sid, params IEnumerable<string> prefixes) =>
        [Below(sid, ["s3:GetObjectVersion"], prefixes), .. AllowKey(sid, "kms:Decrypt")];

    /// <summary>The permission to delete all versions; of locked ones, to hide them and to read until when.</summary>
    public IEnumerable<IamStatement> AllowRemoveBelow(
        string sid, bool isLocked, params IEnumerable<string> prefixes) =>
    [
        Below(
            sid,
            isLocked
                ? ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObjectRetention"]
                : ["s3:DeleteObjectVersion"],
            prefixes),
    ];

    /// <summary>The permission to delete tables in other formats than this one, never in this one.</summary>
    public IamStatement AllowDeleteOtherFormats(string sid, TableFormat format) => IamStatement.AllowMatching(
        sid,
        "the keys hold playlists and days that nobody knows yet",
        ["s3:DeleteObject"],
        from table in Tables.Declared
        from other in format.Others
        select (Input<string>)Output.Format($"{Arn}/{table.Prefix}*.{other.Name}"));

    /// <summary>Declares the bucket's policy: only TLS, only this account, only the stack's keys, and below some
    /// prefixes only the named roles write or delete, and only with a condition, whatever other policies allow. It is
    /// not part of the constructor, because the roles are declared after the buckets that they use.</summary>
    public void DeclarePolicy(
        IReadOnlyCollection<ExclusiveWriters> writers, params IReadOnlyCollection<ConditionalWrites> conditional)
    {
        ImmutableArray<Input<string>> all = [Arn, Output.Format($"{Arn}/*")];
        IEnumerable<IamStatement> statements =
        [
            IamStatement.DenyEverybody("TlsOnly", ["s3:*"], all).When("Bool", "aws:SecureTransport", "false"),
            IamStatement.DenyEverybody("ThisAccountOnly", ["s3:*"], all)
                .When("StringNotEquals", "aws:PrincipalAccount", _args.Account.Id)
                // An anonymous request does not have the key, and is denied like any other.
                .When("BoolIfExists", "aws:PrincipalIsAWSService", "false"),
            .. DenyForeignKeys(),
            .. writers.Select(named => IamStatement
                .DenyEverybody(
                    named.Sid,
                    ["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"],
                    ObjectsBelow(named.Prefixes))
                .When("ArnNotEquals", "aws:PrincipalArn", [.. named.Roles.Select(role => (Input<string>)role.Arn)])),
            .. conditional.Select(DenyUnconditional),
        ];

        _ = new BucketPolicy(
            _name, new BucketPolicyArgs { Bucket = BucketName, Policy = IamPolicy.Serialize(statements) }, _child);
    }

    // An object under a key that the stack does not have is stored, and nobody here can read it.
    private IEnumerable<IamStatement> DenyForeignKeys()
    {
        yield return IamStatement.DenyEverybody("NoKeysOfWriters", ["s3:PutObject"], ObjectsBelow([""]))
            .When("Null", "s3:x-amz-server-side-encryption-customer-algorithm", "false");

        // A request that names no encryption has neither key, and S3 encrypts as the bucket's configuration says.
        var foreign = IamStatement.DenyEverybody("NoForeignKeys", ["s3:PutObject"], ObjectsBelow([""]))
            .When("StringLike", "s3:x-amz-server-side-encryption", "aws:kms*");
        yield return _args.Key is { } key
            ? foreign.When("StringNotEquals", "s3:x-amz-server-side-encryption-aws-kms-key-id", key.Arn)
            : foreign;
    }

    private IamStatement DenyUnconditional(ConditionalWrites writes)
    {
        // The parts of an upload cannot have a condition: what makes an object of them can.
        var statement = IamStatement.DenyEverybody(writes.Sid, ["s3:PutObject"], ObjectsBelow(writes.Prefixes))
            .When("Bool", "s3:ObjectCreationOperation", "true");
        return writes.Conditions.Aggregate(
            writes.Except is { } role ? statement.When("ArnNotEquals", "aws:PrincipalArn", role.Arn) : statement,
            (denied, condition) => denied.When("Null", condition, "true"));
    }

    private IamStatement Below(string sid, ImmutableArray<string> actions, IEnumerable<string> prefixes) =>
        IamStatement.AllowMatching(
            sid, "the keys hold playlists and days that nobody knows yet", actions, ObjectsBelow(prefixes));

    // A pattern says itself what is below it.
    private IEnumerable<Input<string>> ObjectsBelow(IEnumerable<string> prefixes) =>
        from prefix in prefixes
        let pattern = prefix.Contains('*', StringComparison.Ordinal) ? prefix : prefix + "*"
        select (Input<string>)Output.Format($"{Arn}/{pattern}");

    private IEnumerable<IamStatement> AllowKey(string sid, string action) =>
        _args.Key is { } key ? [key.AllowThrough("s3", sid + "Key", action)] : [];

    private void KeepPrivate() => _ = new BucketPublicAccessBlock(
        _name,
        new BucketPublicAccessBlockArgs
        {
            Bucket = BucketName,
            BlockPublicAcls = true,
            BlockPublicPolicy = true,
            IgnorePublicAcls = true,
            RestrictPublicBuckets = true,
        },
        _child);

    private BucketServerSideEncryptionConfiguration Encrypt(DataKey key) => new(
        _name,
        new BucketServerSideEncryptionConfigurationArgs
        {
            Bucket = BucketName,
            Rules =
            {
                new BucketServerSideEncryptionConfigurationRuleArgs
                {
                    ApplyServerSideEncryptionByDefault =
                        new BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs
                        {
                            SseAlgorithm = "aws:kms",
                            KmsMasterKeyId = key.Arn,
                        },
                    // One call of KMS for many objects, instead of one call for each.
                    BucketKeyEnabled = true,
                },
            },
        },
        _child);

    private void Retain()
    {
        var beforeRetention = new CustomResourceOptions { Parent = _bucket };
        if (_args.Versioned)
        {
            var versioning = new BucketVersioning(
                _name,
                new BucketVersioningArgs
                {
                    Bucket = BucketName,
                    VersioningConfiguration = new BucketVersioningVersioningConfigurationArgs { Status = "Enabled" },
                },
                _child);
            beforeRetention.DependsOn.Add(versioning);
            Lock(versioning);
        }

        // A bucket has one lifecycle configuration: a second one would replace the first.
        _ = new BucketLifecycleConfiguration(
            _name,
            new BucketLifecycleConfigurationArgs
            {
                Bucket = BucketName,
                Rules = _args.Retention.Append(Retention.ExpireIncompleteUploads).Select(rule => rule.Rule).ToList(),
            },
            beforeRetention);
    }

    private void Lock(BucketVersioning versioning)
    {
        if (_args.ObjectLockDays is not { } days)
        {
            return;
        }

        // The bucket itself does not say so: S3 locks one that exists already, and the provider would replace it.
        // Assumption: object-lock.
        _ = new BucketObjectLockConfiguration(
            _name,
            new BucketObjectLockConfigurationArgs
            {
                Bucket = BucketName,
                Rule = new BucketObjectLockConfigurationRuleArgs
                {
                    DefaultRetention = new BucketObjectLockConfigurationRuleDefaultRetentionArgs
                    {
                        Mode = "GOVERNANCE",
                        Days = days,
                    },
                },
            },
            new CustomResourceOptions { Parent = _bucket, DependsOn = { versioning } });
    }
}
