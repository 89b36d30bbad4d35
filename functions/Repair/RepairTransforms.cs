using Functions.Transform;

namespace Functions.Repair;

/// <summary>The transformations as the repair needs them: objects without a marker may exist.</summary>
internal sealed class RepairTransforms(
    IAmazonS3 s3, RepairSettings settings, UsersKey users, Ledger ledger, DateOnly today)
{
    public DateOnly Today => today;

    public SnapshotOrder Order { get; } = new(s3, settings.RawBucket);

    public SnapshotTransform OfSnapshots(ProcessedStore store, Predicate<ITableMarker>? approves = null) =>
        new(s3, settings.RawBucket, store, settings.Format)
        {
            Users = users,
            ExpectsUnmarked = true,
            Approves = approves,
            FirstRaw = settings.RawRetention.First(today),
        };

    public MonthTransform OfMonths(
        ProcessedStore store,
        Predicate<ITableMarker>? approves = null,
        Action<MonthReport, MonthReport?>? onMade = null) =>
        new(s3, settings.RawBucket, ledger, store, settings.Format)
        {
            ExpectsUnmarked = true,
            Approves = approves,
            OnMade = onMade ?? ((_, _) => { }),
        };
}
