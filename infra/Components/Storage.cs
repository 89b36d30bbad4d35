namespace Infra.Components;

/// <summary>The arguments of <see cref="Storage"/>.</summary>
/// <param name="Name">The beginning of every bucket's name.</param>
/// <param name="Key">The key that encrypts the objects; null for S3's own keys.</param>
internal sealed record StorageArgs(string Name, StackSettings Settings, AwsAccount Account, DataKey? Key);

/// <summary>The three buckets of the lake. Each output has its own bucket, so no function's result can trigger the
/// same function.</summary>
internal sealed class Storage : ComponentResource
{
    // Enough time to look at a replay's result, and at the reason for its promotion.
    private const int DaysOfAReplay = 30;

    // Enough time to see why a day was published.
    private const int DaysOfARequest = 30;

    public Storage(string name, StorageArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Storage", name, options)
    {
        // Raw data cannot be made again: the bucket keeps old versions, and moves large pages to a cheaper class with
        // age.
        Raw = Bucket("raw", versioned: true,
        [
            .. Zones.Raw.Select(Retention.CheaperWithAge),
            Retention.ExpireBelow(PublicationRequest.Prefix, DaysOfARequest),
            Retention.ExpireOldVersions(args.Settings.NoncurrentVersionRetentionDays),
        ],
        args.Settings.ObjectLockDays);

        // Everything in it can be made again from the raw bucket.
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

    /// <summary>The raw bucket: pages as Spotify sent them, imported plays, and manifests.</summary>
    public LakeBucket Raw { get; }

    /// <summary>The bucket of the tables.</summary>
    public LakeBucket Processed { get; }
    public LakeBucket QueryResults { get; }
}
