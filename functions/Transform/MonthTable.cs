using Functions.Transform.Plays;

namespace Functions.Transform;

/// <summary>The rows of a month of plays. A play of the API and a record of an export that match have one row, in the
/// month of the record, also if the two lie in different months: so the plays of a minute on both sides of each
/// boundary are compared.</summary>
internal sealed class MonthTable : IDisposable
{
    private const long Margin = 60_000;

    private readonly PlayTexts _texts = new();
    private readonly PlayOrder _order;

    private readonly long _firstOfApi;

    private MonthTable(TableFormat format, DateOnly firstPlay)
    {
        _firstOfApi = PlayTime.StartOf(firstPlay);
        _order = new PlayOrder(_texts);
        Table = TableWriter.Create(Tables.Plays, format);
    }

    public TableWriter Table { get; }

    /// <summary>The records that could not be read, and have no row.</summary>
    public RejectedRecords Rejected { get; } = new();

    /// <summary>The number of plays of the API that no record of an export matches, between the first and the last
    /// record of the month.</summary>
    public int Unmatched { get; private set; }

    /// <summary>The boundary with the month before; null if no plays of the two can match.</summary>
    public MarkedBoundary? Before { get; private set; }

    /// <summary>The boundary with the month after.</summary>
    public MarkedBoundary? After { get; private set; }

    /// <summary>The refusals of months beside this one, which was made without their plays.</summary>
    public List<SnapshotRefusedException> RefusedNeighbours { get; } = [];

    public static async Task<MonthTable> MakeAsync(
        IAmazonS3 s3,
        string bucket,
        Ledger ledger,
        PlayedMonth month,
        MonthSources sources,
        TableFormat format,
        CancellationToken cancellationToken)
    {
        var made = new MonthTable(format, ledger.FirstPlay);
        try
        {
            var (start, end) = (PlayTime.StartOf(month), PlayTime.StartOf(month.Add(1)));
            var own = await made.Reader(s3, bucket, month, start, end, made.Rejected)
                .ReadAsync(sources.Manifests, cancellationToken);
            var all = new MonthPlays([.. own.Exports], [.. own.Api]);
            made.Before = await AddAsync(month.Add(-1), start - Margin, start, own.Between(start, start + Margin));
            made.After = await AddAsync(month.Add(1), end, end + Margin, own.Between(end - Margin, end));
            made.Write(own, all);
            return made;

            async Task<MarkedBoundary?> AddAsync(PlayedMonth neighbour, long from, long to, MonthPlays here)
            {
                if (here.IsEmpty || !sources.HavePages(neighbour))
                {
                    return null;
                }

                MonthPlays there;
                try
                {
                    there = await made.Reader(s3, bucket, neighbour, from, to, null)
                        .ReadAsync(await sources.OfAsync(ledger, neighbour, cancellationToken), cancellationToken);
                }
                catch (SnapshotRefusedException refusal)
                {
                    // When it is repaired, it finds this one unaware of its plays, and has it made again.
                    made.RefusedNeighbours.Add(refusal);
                    return null;
                }

                if (there.IsEmpty || (here.Api.Count == 0 && there.Api.Count == 0))
                {
                    return null;
                }

                all.Exports.AddRange(there.Exports);
                all.Api.AddRange(there.Api);
                return new MarkedBoundary(made.HashOf(here), made.HashOf(there));
            }
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _texts.Dispose();
        Table.Dispose();
        Rejected.Dispose();
    }

    private MonthReader Reader(
        IAmazonS3 s3, string bucket, PlayedMonth month, long from, long to, RejectedRecords? rejected) =>
        new(s3, bucket, month, _texts, from, to, rejected) { FirstOfApi = _firstOfApi };

    private void Write(MonthPlays own, MonthPlays all)
    {
        all.Exports.Sort(_order);
        all.Api.Sort(_order);
        var matched = PlayMatcher.Match(all.Exports, all.Api, _texts);
        var unmatched = own.Api.Where(play => !matched.ContainsKey(play)).ToList();
        if (own.Exports.Count > 0)
        {
            Unmatched = unmatched.Count(play => play.End >= own.Exports[0].End && play.End <= own.Exports[^1].End);
        }

        var rows = own.Exports
            .Select(record => matched.TryGetValue(record, out var play) ? record.With(play) : record)
            .Concat(unmatched)
            .ToList();
        rows.Sort(_order);
        foreach (var row in rows)
        {
            row.Write(Table, _texts);
        }
    }

    private string HashOf(MonthPlays plays)
    {
        using var rows = TableWriter.Create(Tables.Plays, TableFormat.Csv);
        foreach (var play in plays.Exports.Concat(plays.Api))
        {
            play.Write(rows, _texts);
        }

        return rows.Finish().Sha256();
    }
}
