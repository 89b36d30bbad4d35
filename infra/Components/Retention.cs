using Pulumi.Aws.S3.Inputs;

namespace Infra.Components;

/// <summary>A lifecycle rule of a bucket
/// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html).</summary>
internal sealed record Retention
{
    private const int DaysOfAYear = 365;

    private static readonly TimeSpan UntilRarelyRead = TimeSpan.FromDays(30);

    // The size in bytes above which a move pays within a year of the object's writing. At 128 KB, which smaller objects
    // are billed as, nine months of saving pay for the move and for the reading of one replay. docs/cost.md has the
    // computation, and a test compares. A second move, to GLACIER_IR, pays only for objects larger than most pages.
    private const int MinToMove = 116 * 1024;

    private static readonly TimeSpan MaxUploadTime = TimeSpan.FromDays(7);

    private Retention(BucketLifecycleConfigurationRuleArgs rule) => Rule = rule;

    /// <summary>Deletes incomplete multipart uploads, which are invisible and cost as much as objects.</summary>
    public static Retention ExpireIncompleteUploads => Everything(
        "incomplete-uploads",
        rule => rule.AbortIncompleteMultipartUpload =
            new BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs
            {
                DaysAfterInitiation = (int)MaxUploadTime.TotalDays,
            });

    /// <summary>The rule in S3's form.</summary>
    public BucketLifecycleConfigurationRuleArgs Rule { get; }

    /// <summary>Moves large objects that are kept for a year to a storage class that is cheaper to keep and dearer to
    /// read. They can be read at once, so a replay of old snapshots needs no restore.</summary>
    public static IEnumerable<Retention> CheaperWithAge(string prefix, KeptDays kept) =>
        kept.Days is null or >= DaysOfAYear ? [CheaperWithAge(prefix)] : [];

    private static Retention CheaperWithAge(string prefix) => new(new BucketLifecycleConfigurationRuleArgs
    {
        Id = $"cheaper-with-age-{prefix.TrimEnd('/')}",
        Status = "Enabled",
        Filter = new BucketLifecycleConfigurationRuleFilterArgs
        {
            And = new BucketLifecycleConfigurationRuleFilterAndArgs
            {
                Prefix = prefix,
                ObjectSizeGreaterThan = MinToMove,
            },
        },
        Transitions =
        {
            new BucketLifecycleConfigurationRuleTransitionArgs
            {
                Days = (int)UntilRarelyRead.TotalDays,
                StorageClass = "STANDARD_IA",
            },
        },
    });

    /// <summary>Deletes objects after some days.</summary>
    public static Retention Expire(int days) => Everything(
        "expire", rule => rule.Expiration = new BucketLifecycleConfigurationRuleExpirationArgs { Days = days });

    /// <summary>Deletes the objects below some prefixes after the days for which they are kept.</summary>
    public static IEnumerable<Retention> ExpireBelow(IEnumerable<string> prefixes, KeptDays kept) =>
        kept.Days is { } days ? prefixes.Select(prefix => ExpireBelow(prefix, days)) : [];

    /// <summary>Deletes the objects below a prefix after some days.</summary>
    public static Retention ExpireBelow(string prefix, int days) => new(new BucketLifecycleConfigurationRuleArgs
    {
        Id = $"expire-{prefix.Trim('_', '/', '=')}",
        Status = "Enabled",
        Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = prefix },
        Expiration = new BucketLifecycleConfigurationRuleExpirationArgs { Days = days },
    });

    /// <summary>Deletes versions that were overwritten or deleted some days ago, and the delete markers that
    /// remain.</summary>
    public static Retention ExpireOldVersions(int days) => Everything("old-versions", rule =>
    {
        rule.NoncurrentVersionExpiration = new BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs
        {
            NoncurrentDays = days,
        };
        rule.Expiration = new BucketLifecycleConfigurationRuleExpirationArgs { ExpiredObjectDeleteMarker = true };
    });

    private static Retention Everything(string id, Action<BucketLifecycleConfigurationRuleArgs> configure)
    {
        var rule = new BucketLifecycleConfigurationRuleArgs
        {
            Id = id,
            Status = "Enabled",
            Filter = new BucketLifecycleConfigurationRuleFilterArgs { Prefix = "" },
        };
        configure(rule);
        return new Retention(rule);
    }
}
