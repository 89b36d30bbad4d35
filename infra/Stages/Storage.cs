using Functions.Lake;
using Infra.Settings;
using Pulumi;

namespace Infra.Stages;

/// <summary>What <see cref="Storage"/> needs.</summary>
/// <param name="Name">The beginning of every bucket's name.</param>
/// <param name="Key">Encrypts what the buckets hold; null for keys of S3's own.</param>
internal sealed record StorageArgs(string Name, StackSettings Settings, AwsAccount Account, DataKey? Key);

/// <summary>Three buckets, one a zone, so that a result can never trigger the function that wrote it.</summary>
internal sealed class Storage : ComponentResource
{
    // Long enough to look at what a replay showed, and why it was promoted.
    private const int DaysOfAReplay = 30;

    /// <summary>Declares the three buckets.</summary>
    public Storage(string name, StorageArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Storage", name, options)
    {
        // Nothing in it can be made again: it keeps what is overwritten or deleted, and grows cheaper with age.
        Raw = Bucket("raw", versioned: true,
        [
            Retention.CheaperWithAge(RawSnapshot.Zone),
            Retention.ExpireOldVersions(args.Settings.NoncurrentVersionRetentionDays),
        ],
        args.Settings.ObjectLockDays);

        // All of it can be made again from the raw bucket.
        Processed = Bucket("processed", versioned: false, [Retention.ExpireBelow(ReplayZone.Prefix, DaysOfAReplay)]);

        QueryResults = Bucket("query-results", versioned: false,
            [Retention.Expire(args.Settings.QueryResultRetentionDays)]);

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["raw"] = Raw.BucketName,
            ["processed"] = Processed.BucketName,
            ["queryResults"] = QueryResults.BucketName,
        });

        LakeBucket Bucket(
            string zone, bool versioned, IReadOnlyList<Retention> retention, int? objectLockDays = null) => new(
            $"{args.Name}-{zone}",
            new LakeBucketArgs(args.Account, args.Key, versioned, objectLockDays, args.Settings.DeleteData, retention),
            new ComponentResourceOptions { Parent = this });
    }

    /// <summary>Pages as Spotify sent them, and manifests.</summary>
    public LakeBucket Raw { get; }

    /// <summary>The seven tables.</summary>
    public LakeBucket Processed { get; }

    /// <summary>What Athena answers.</summary>
    public LakeBucket QueryResults { get; }
}
