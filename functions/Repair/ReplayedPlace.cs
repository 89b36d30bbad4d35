using Functions.Transform;

namespace Functions.Repair;

/// <summary>Something that a replay makes again: the tables of a playlist and day, or a month of plays.</summary>
internal abstract class ReplayedPlace
{
    public abstract Task<ITableMarker?> FindMarkerAsync(ProcessedStore store, CancellationToken cancellationToken);

    /// <summary>Makes the tables, if the marker is approved.</summary>
    /// <param name="approves">The approval; null to approve every marker.</param>
    /// <returns>The marker, and true if later raw objects are there already, whose tables stay.</returns>
    public abstract Task<(ITableMarker Marker, bool Superseded)> TransformAsync(
        ProcessedStore store, Predicate<ITableMarker>? approves, CancellationToken cancellationToken);

    public abstract void Add(Exception failure, FailureList failures);

    /// <summary>The place of a shown result.</summary>
    /// <exception cref="JsonException">The result is not one that a replay has written.</exception>
    public static ReplayedPlace Of(ITableMarker shadow, RepairTransforms transforms) => shadow switch
    {
        SnapshotMarker marker when RawSnapshot.TryParseManifest(marker.Manifest, out var snapshot) =>
            new ReplayedDay([snapshot], transforms),
        PlaysMarker marker when PlayedMonth.TryParse(marker.Month, out var month) =>
            new ReplayedMonth(month, transforms),
        _ => throw new JsonException($"{string.Join(", ", shadow.Manifests)} is not the key of a valid manifest"),
    };
}

/// <param name="ofOneDay">The snapshots of the day, of which the latest one counts.</param>
internal sealed class ReplayedDay(IReadOnlyList<RawSnapshot> ofOneDay, RepairTransforms transforms) : ReplayedPlace
{
    public override async Task<ITableMarker?> FindMarkerAsync(
        ProcessedStore store, CancellationToken cancellationToken) =>
        (await store.FindMarkerAsync(ofOneDay[0].Date, ofOneDay[0].PlaylistId, cancellationToken)).Marker;

    public override async Task<(ITableMarker Marker, bool Superseded)> TransformAsync(
        ProcessedStore store, Predicate<ITableMarker>? approves, CancellationToken cancellationToken)
    {
        var latest = (await transforms.Order.LatestFirstAsync(ofOneDay, null, cancellationToken))[0];
        var outcome = await transforms.OfSnapshots(store, approves).TransformAsync(latest, cancellationToken);
        return (outcome.Marker, outcome.Superseded);
    }

    public override void Add(Exception failure, FailureList failures) => failures.Add(ofOneDay[^1], failure);
}

internal sealed class ReplayedMonth(PlayedMonth month, RepairTransforms transforms) : ReplayedPlace
{
    public override async Task<ITableMarker?> FindMarkerAsync(
        ProcessedStore store, CancellationToken cancellationToken) =>
        (await store.FindMarkerAsync(month, cancellationToken)).Marker;

    public override async Task<(ITableMarker Marker, bool Superseded)> TransformAsync(
        ProcessedStore store, Predicate<ITableMarker>? approves, CancellationToken cancellationToken) =>
        (await transforms.OfMonths(store, approves).TransformAsync(month, cancellationToken), false);

    public override void Add(Exception failure, FailureList failures) => failures.Add(month, failure);
}
