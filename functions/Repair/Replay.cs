using Functions.Transform;

namespace Functions.Repair;

/// <summary>Makes the tables of some days again, and the months of plays that they touch, with the present code: first
/// below the replay's own prefix, to show the differences; then, if somebody agrees, in their own place. Both steps are
/// done in parts, as many as they need, and a part may be repeated.</summary>
internal sealed class Replay(
    IAmazonS3 s3, RepairSettings settings, Ledger ledger, RepairTransforms transforms, RepairEvent asked)
{
    private readonly string _id = IdOf(asked);
    private readonly bool _isMadeByJob = asked.Step == RepairEvent.CompareStep;
    private readonly ProcessedStore _tables = new(s3, settings.ProcessedBucket);

    /// <summary>Makes the tables below the replay's prefix, unless the job has made them, and shows the
    /// differences.</summary>
    public async Task<ReplayReport> ShowAsync(TimeBudget budget, CancellationToken cancellationToken)
    {
        var (from, to) = (asked.From, asked.To) is ({ } first, { } last) && first <= last
            ? (first, last)
            : throw new ArgumentException("A replay needs 'from' and 'to', days as yyyy-MM-dd, the earlier one first.");
        var done = Position.Parse(asked.After);
        var totals = new ReplayTotals(settings.RawBucket);
        var months = await MonthsAsync(from, to, cancellationToken);
        if ((FirstDay.Refusal(from, settings.FirstDay)
            ?? FirstDay.Refusal(from, settings.TableRetention, transforms.Today)) is { } refusal)
        {
            if (months.Count == 0)
            {
                return totals.Report with { Refused = refusal };
            }

            // They do not bound plays.
            var (declared, kept) = (settings.FirstDay ?? default, settings.TableRetention.First(transforms.Today));
            from = declared > kept ? declared : kept;
        }

        if (done?.Month is null)
        {
            await foreach (var playlist in PlaylistsAsync(done?.PlaylistId, cancellationToken))
            {
                // It continues after the last playlist, or at the next day of that playlist.
                var start = playlist == done?.PlaylistId && done.Date >= from ? done.Date.AddDays(1) : from;
                var manifests = start > to ? [] : await ledger.ManifestsAsync(playlist, start, to, cancellationToken);
                foreach (var ofOneDay in manifests.GroupBy(manifest => manifest.Snapshot.Date))
                {
                    var snapshots = ofOneDay.Select(manifest => manifest.Snapshot).ToList();
                    await ShowAsync(new ReplayedDay(snapshots, transforms), totals, cancellationToken);
                    if (budget.IsOver)
                    {
                        totals.Next = new Position(playlist, ofOneDay.Key, null).ToString();
                        return totals.Report;
                    }
                }
            }
        }

        foreach (var month in months.Where(month => !(month.FirstDay <= done?.Month?.FirstDay)))
        {
            await ShowAsync(new ReplayedMonth(month, transforms), totals, cancellationToken);
            if (budget.IsOver)
            {
                totals.Next = new Position("", default, month).ToString();
                break;
            }
        }

        return totals.Report;
    }

    /// <summary>Makes the shown tables in their own place, and no others. Tables that are the same stay.</summary>
    public async Task<ReplayReport> PromoteAsync(TimeBudget budget, CancellationToken cancellationToken)
    {
        var totals = new ReplayTotals(settings.RawBucket);
        await foreach (var key in ledger.ShownAsync(_id, asked.After, cancellationToken))
        {
            await PromoteAsync(key, totals, cancellationToken);
            if (budget.IsOver)
            {
                totals.Next = key;
                break;
            }
        }

        return totals.Report;
    }

    /// <summary>The months that the days touch and that have imports or pages, in their order.</summary>
    private async Task<IReadOnlyList<PlayedMonth>> MonthsAsync(
        DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        if (asked.PlaylistIds is not null)
        {
            return [];
        }

        var (first, last) = (new PlayedMonth(from.Year, from.Month), new PlayedMonth(to.Year, to.Month));
        var manifests = await ledger.ImportsAsync(null, cancellationToken);
        return
        [
            .. manifests
                .Concat(await ledger.PlayPagesAsync(first, last, cancellationToken))
                .Select(manifest => manifest.Month)
                .Where(month => month.FirstDay >= first.FirstDay && month.FirstDay <= last.FirstDay)
                .Distinct()
                .OrderBy(month => month.FirstDay),
        ];
    }

    private async Task ShowAsync(ReplayedPlace replayed, ReplayTotals totals, CancellationToken cancellationToken)
    {
        totals.Add();
        try
        {
            var shadow = new ProcessedStore(s3, settings.ProcessedBucket, ReplayZone.PrefixOf(_id));
            var made = _isMadeByJob
                ? await replayed.FindMarkerAsync(shadow, cancellationToken)
                    ?? throw new InvalidOperationException("the job has made no tables of it, and its log tells why")
                : (await replayed.TransformAsync(shadow, null, cancellationToken)).Marker;
            var before = await replayed.FindMarkerAsync(_tables, cancellationToken);

            using var lines = new MemoryStream();
            var (differs, rows) = await new SnapshotDifference(s3, settings.ProcessedBucket)
                .WriteAsync(before, made, lines, cancellationToken);
            if (lines.Length > 0)
            {
                lines.Position = 0;
                await _tables.PutAsync(
                    ReplayZone.Differences(_id, made.Place), lines, ReplayZone.DifferencesType, cancellationToken);
            }

            var shown = new ShadowResult(
                made as SnapshotMarker,
                made as PlaysMarker,
                differs || before?.HasSameData(made) != true,
                rows,
                _isMadeByJob);
            using var body = new MemoryStream(shown.ToUtf8(), writable: false);
            await _tables.PutAsync(
                ReplayZone.Shown(_id, made.Place), body, SnapshotMarker.ContentType, cancellationToken);
            if (shown.Differs)
            {
                totals.AddChanged(rows);
                if (before is not null && before.Format != made.Format)
                {
                    totals.AddReformed();
                }
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            replayed.Add(failure, totals.Failures);
        }
    }

    private async Task PromoteAsync(string key, ReplayTotals totals, CancellationToken cancellationToken)
    {
        totals.Add();
        try
        {
            var shown = ShadowResult.Parse(await s3.ReadAsync(
                settings.ProcessedBucket, key, StoredObjects.MaxDocument, cancellationToken));
            if (!shown.Differs)
            {
                return;
            }

            totals.AddChanged(shown.Rows);
            var shadow = shown.Marker;
            var replayed = ReplayedPlace.Of(shadow, transforms);
            if (await replayed.FindMarkerAsync(_tables, cancellationToken) is { } there)
            {
                if (there.IsLaterThan(shadow))
                {
                    totals.AddSuperseded();
                    return;
                }

                if (shown.IsSameData(there)
                    && await new StoredTables(_tables).AreAsMarkedAsync(there, cancellationToken))
                {
                    return;
                }
            }

            // The bytes decide: the job's version is another one anyway.
            if (!shown.IsMadeByJob && shadow.CodeVersion != CodeVersion.Current)
            {
                throw new InvalidOperationException(
                    $"it was shown by the build {shadow.CodeVersion}, and the function is {CodeVersion.Current} now. "
                    + "Nothing of it was promoted: replay again");
            }

            if (shadow.Format != settings.Format.Name)
            {
                throw new InvalidOperationException(
                    $"it was shown as {shadow.Format}, and the function writes {settings.Format.Name} by now. "
                    + "Nothing of it was promoted: replay again");
            }

            var (marker, superseded) = await replayed.TransformAsync(_tables, shown.IsSameData, cancellationToken);
            if (superseded)
            {
                totals.AddSuperseded();
            }
            else if (!shown.IsSameData(marker))
            {
                throw new InvalidOperationException(
                    "it comes out with other bytes than those that were shown. Nothing of it was promoted: replay "
                    + "again");
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            totals.Failures.Add($"s3://{settings.ProcessedBucket}/{key}: {failure.Message}");
        }
    }

    private async IAsyncEnumerable<string> PlaylistsAsync(
        string? done, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (asked.PlaylistIds is { } named)
        {
            foreach (var id in named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Where(id => string.CompareOrdinal(id, done) >= 0))
            {
                yield return id;
            }

            yield break;
        }

        if (done is not null)
        {
            yield return done;
        }

        await foreach (var id in ledger.PlaylistsAsync(done, cancellationToken))
        {
            yield return id;
        }
    }

    private static string IdOf(RepairEvent asked) =>
        asked.Id is { Length: > 0 and <= 64 } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? id
            : throw new ArgumentException("A replay needs an 'id': up to 64 letters, digits and hyphens.");

    /// <summary>The last playlist and day that was done, or the last month: months come after all playlists.</summary>
    private sealed record Position(string PlaylistId, DateOnly Date, PlayedMonth? Month)
    {
        public static Position? Parse(string? text)
        {
            if (text is null)
            {
                return null;
            }

            return text.Split('/', '=') switch
            {
                [var id, var day] when DateOnly.TryParseExact(
                    day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) =>
                    new Position(id, date, null),
                [_, var name] when PlayedMonth.TryParse(name, out var month) => new Position("", default, month),
                _ => throw new ArgumentException($"'after' is '{text}', which no answer gave as 'next'."),
            };
        }

        public override string ToString() => Month?.Partition
            ?? string.Create(CultureInfo.InvariantCulture, $"{PlaylistId}/{Date:yyyy-MM-dd}");
    }
}
