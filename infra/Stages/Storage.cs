using Pulumi;
using Pulumi.Aws.S3;

namespace Infra.Stages;

/// <summary>What <see cref="Storage"/> needs.</summary>
/// <param name="Name">The beginning of every bucket's name.</param>
public sealed record StorageArgs(string Name);

/// <summary>Three buckets, one a zone, so that a result can never trigger the function that wrote it.</summary>
public sealed class Storage : ComponentResource
{
    /// <summary>Declares the three buckets.</summary>
    public Storage(string name, StorageArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Storage", name, options)
    {
        Raw = PrivateBucket($"{args.Name}-raw");
        Processed = PrivateBucket($"{args.Name}-processed");
        QueryResults = PrivateBucket($"{args.Name}-query-results");

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["raw"] = Raw.BucketName,
            ["processed"] = Processed.BucketName,
            ["queryResults"] = QueryResults.BucketName,
        });
    }

    /// <summary>Pages as Spotify sent them, and manifests.</summary>
    public Bucket Raw { get; }

    /// <summary>The seven tables.</summary>
    public Bucket Processed { get; }

    /// <summary>What Athena answers.</summary>
    public Bucket QueryResults { get; }

    private Bucket PrivateBucket(string name)
    {
        var bucket = new Bucket(name, new BucketArgs(), new CustomResourceOptions { Parent = this });
        var child = new CustomResourceOptions { Parent = bucket };

        _ = new BucketPublicAccessBlock(
            name,
            new BucketPublicAccessBlockArgs
            {
                Bucket = bucket.BucketName,
                BlockPublicAcls = true,
                BlockPublicPolicy = true,
                IgnorePublicAcls = true,
                RestrictPublicBuckets = true,
            },
            child);

        _ = new BucketOwnershipControls(
            name,
            new BucketOwnershipControlsArgs
            {
                Bucket = bucket.BucketName,
                Rule = new Pulumi.Aws.S3.Inputs.BucketOwnershipControlsRuleArgs
                {
                    ObjectOwnership = "BucketOwnerEnforced",
                },
            },
            child);

        _ = new BucketServerSideEncryptionConfiguration(
            name,
            new BucketServerSideEncryptionConfigurationArgs
            {
                Bucket = bucket.BucketName,
                Rules =
                {
                    new Pulumi.Aws.S3.Inputs.BucketServerSideEncryptionConfigurationRuleArgs
                    {
                        ApplyServerSideEncryptionByDefault =
                            new Pulumi.Aws.S3.Inputs
                                .BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs
                            {
                                SseAlgorithm = "AES256",
                            },
                    },
                },
            },
            child);

        return bucket;
    }
}
