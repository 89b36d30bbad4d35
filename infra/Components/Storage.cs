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
        // Raw data cannot be made again: the bucket keeps old versions, also of what has expired.
        var settings = args.Settings;
        Raw = Bucket("raw", versioned: true,
        [
            .. Retention.CheaperWithAge(RawSnapshot.Zone, settings.RawRetentionDays),
            .. Retention.CheaperWithAge(ImportZone.Prefix, settings.PlaysRetentionDays),
            // A playlist that is still read has its state written again when its pages are.
            .. Retention.ExpireBelow([RawSnapshot.Playlists, StateZone.Playlists], settings.RawRetentionDays),
            .. Retention.ExpireBelow([PlaysZone.Prefix], settings.TableRetentionDays),
            .. Retention.ExpireBelow([ImportZone.Prefix], settings.PlaysRetentionDays),
            Retention.ExpireBelow(PublicationRequest.Prefix, DaysOfARequest),
            Retention.ExpireOldVersions(args.Settings.NoncurrentVersionRetentionDays),
        ],
        args.Settings.ObjectLockDays);

        // The tables of plays have no age: each is made again without what has expired. The publication deletes rows of
        // the analytics tables.
        Processed = Bucket("processed", versioned: false,
        [
            Retention.ExpireBelow(ReplayZone.Prefix, DaysOfAReplay),
            .. Retention.ExpireBelow(Zones.OfDays, settings.TableRetentionDays),
        ]);

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
