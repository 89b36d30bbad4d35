namespace Functions.Transform;

/// <summary>Makes a month of plays from all its imports and pages. The file is written if its bytes differ, and then
/// the marker, if the one that was found is still there; otherwise it begins again. So the order of events, repeats and
/// overlaps change nothing.</summary>
/// <remarks>The marker is read first, then the manifests are listed, and a marker tells of the neighbours' plays that
/// matter. Of two processes at least one sees the manifests of both, and the other one does not overwrite its
/// marker.</remarks>
internal sealed class MonthTransform(
    IAmazonS3 s3, string rawBucket, Ledger ledger, ProcessedStore store, TableFormat format)
{
    private const int MaxAttempts = 5;

    /// <summary>A value that indicates whether the stored objects may differ from their marker: nothing is left alone
    /// because of the marker.</summary>
    public bool ExpectsUnmarked { get; init; }

    /// <summary>The approval of a marker before anything is written. If it returns false, nothing is written. With it,
    /// no other month is made. Null to approve every marker.</summary>
    public Predicate<PlaysMarker>? Approves { get; init; }

    /// <summary>Gets the report of a month, and that of its former marker: the same if nothing was made.</summary>
    public Action<MonthReport, MonthReport?> OnMade { get; init; } = (_, _) => { };

    /// <summary>Gets a month that is made, and the refusal of one beside it.</summary>
    public Action<PlayedMonth, SnapshotRefusedException> OnNeighbourRefused { get; init; } = (_, _) => { };

    /// <summary>Makes the month. First it makes a month beside it, if plays of this one at the boundary are new to that
    /// one.</summary>
    /// <returns>The marker that the month now has; the one that was not written, if it was not approved.</returns>
    /// <exception cref="SnapshotRefusedException">An object that a manifest of the month names is missing or damaged;
    /// the month was not written.</exception>
    public Task<PlaysMarker> TransformAsync(PlayedMonth month, CancellationToken cancellationToken) =>
        TransformAsync(month, isNeighbour: false, cancellationToken);

    private async Task<PlaysMarker> TransformAsync(
        PlayedMonth month, bool isNeighbour, CancellationToken cancellationToken)
    {
        var files = new MarkedFiles(store, format, TablePlace.Of(month), ExpectsUnmarked);
        var hasWritten = false;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var found = await store.FindMarkerAsync(month, cancellationToken);
            var former = found.Marker is null ? null : MonthReport.Of(found.Marker);
            var sources = await MonthSources.ListAsync(ledger, month, cancellationToken);
            if (!isNeighbour && !hasWritten && await IsMadeAsync(found.Marker, month, sources, cancellationToken))
            {
                OnMade(former!, former);
                return found.Marker!;
            }

            using var made = await MonthTable.MakeAsync(
                s3, rawBucket, ledger, month, sources, format, cancellationToken);
            made.RefusedNeighbours.ForEach(refusal => OnNeighbourRefused(month, refusal));
            var marker = Mark(month, sources, made, files);
            if (!hasWritten && Approves?.Invoke(marker) == false)
            {
                return marker;
            }

            if (!isNeighbour)
            {
                await MakeNeighboursAsync(month, marker, cancellationToken);
            }

            if (hasWritten || !await HasFileAsync(found.Marker, marker, month, cancellationToken))
            {
                hasWritten = true;
                await files.PutAsync(made.Table, cancellationToken);
            }

            await files.PutRejectedAsync(made.Rejected, found.Marker, cancellationToken);
            await files.DeleteOtherFormatsAsync(
                [Tables.Plays], found.Marker, found.ETag is not null, cancellationToken);
            if (await store.TryPutMarkerAsync(
                PlaysMarker.KeyOf(month), marker.ToUtf8(), found.ETag, cancellationToken))
            {
                OnMade(MonthReport.Of(marker), former);
                return marker;
            }
        }

        throw new InvalidOperationException(
            $"others kept writing the month {month} of plays; try it again");
    }

    private PlaysMarker Mark(PlayedMonth month, MonthSources sources, MonthTable made, MarkedFiles files) => new(
        PlaysMarker.CurrentSchema,
        month.ToString(),
        CodeVersion.Current,
        format.Name,
        sources.Manifests,
        files.Mark(made.Table),
        made.Unmatched,
        files.Mark(made.Rejected),
        made.Before,
        made.After);

    /// <summary>Determines whether the month was made from the same manifests by the same code, and the months beside
    /// it know its plays. New plays of those are no reason to read this one: who brings them makes it too.</summary>
    private async Task<bool> IsMadeAsync(
        PlaysMarker? marker, PlayedMonth month, MonthSources sources, CancellationToken cancellationToken) =>
        !ExpectsUnmarked
        && Approves is null
        && marker is not null
        && marker.CodeVersion == CodeVersion.Current
        && marker.Manifests.SequenceEqual(sources.Manifests)
        && await HasFileAsync(marker, marker, month, cancellationToken)
        && (await UnawareAsync(month, marker, cancellationToken)).Count == 0;

    /// <summary>Determines whether the file that the found marker tells of is there, and is the one to write.</summary>
    private async Task<bool> HasFileAsync(
        PlaysMarker? found, PlaysMarker marker, PlayedMonth month, CancellationToken cancellationToken) =>
        found is not null
        && found.Format == format.Name
        && found.Table.Sha256 == marker.Table.Sha256
        && await store.HashAsync(Tables.Plays.Key(month, format), cancellationToken) == marker.Table.Sha256;

    private async Task MakeNeighboursAsync(PlayedMonth month, PlaysMarker marker, CancellationToken cancellationToken)
    {
        if (Approves is null && !store.IsShadow)
        {
            foreach (var neighbour in await UnawareAsync(month, marker, cancellationToken))
            {
                try
                {
                    await TransformAsync(neighbour, isNeighbour: true, cancellationToken);
                }
                catch (SnapshotRefusedException refusal)
                {
                    OnNeighbourRefused(month, refusal);
                }
            }
        }
    }

    /// <summary>The months beside this one that were made without its plays at the boundary.</summary>
    private async Task<IReadOnlyList<PlayedMonth>> UnawareAsync(
        PlayedMonth month, PlaysMarker marker, CancellationToken cancellationToken)
    {
        var unaware = new List<PlayedMonth>();
        if (marker.Before is { } before
            && (await store.FindMarkerAsync(month.Add(-1), cancellationToken)).Marker?.After?.There != before.Here)
        {
            unaware.Add(month.Add(-1));
        }

        if (marker.After is { } after
            && (await store.FindMarkerAsync(month.Add(1), cancellationToken)).Marker?.Before?.There != after.Here)
        {
            unaware.Add(month.Add(1));
        }

        return unaware;
    }
}
