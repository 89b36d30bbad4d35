using Amazon.Lambda.Core;
using Functions.Transform;

namespace Functions.Publish;

/// <summary>A publication of one execution: which days are due, and which the analytics tables hold. A day is due if
/// its snapshots have another fingerprint than those that were published, so whatever an execution leaves undone, the
/// next one does, and no day is published twice in vain.</summary>
internal sealed class PublicationPlanner(IAmazonS3 s3, PublicationSettings settings, PublicationEvent asked)
{
    /// <summary>The longest wait for tables. What is late is published by the next execution.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(15);

    /// <summary>The time between two compactions of the analytics tables.</summary>
    public static readonly TimeSpan MaintenancePeriod = TimeSpan.FromDays(7);

    /// <summary>The most parts of one execution: they fit into a state's input, and the next execution does the
    /// others.</summary>
    public const int MaxParts = 24;

    private readonly RawStore _raw = new(s3, settings.RawBucket);
    private readonly Ledger _ledger = new(s3, settings.RawBucket, settings.ProcessedBucket);

    /// <summary>Decides whether to wait, and which days are due; takes the lease.</summary>
    public async Task<PublicationReport> PlanAsync(ILambdaLogger logger, CancellationToken cancellationToken)
    {
        var late = 0;
        if (await RequestAsync(cancellationToken) is { } request)
        {
            var missing = await new AwaitedTables(_ledger, new ProcessedStore(s3, settings.ProcessedBucket))
                .MissingAsync(request, cancellationToken);
            late = missing.Count;
            if (late > 0 && asked.At < request.Time() + MaxWait)
            {
                var all = request.Manifests.Count;
                return PublicationReport.Create(
                    PublicationReport.Wait,
                    Text($"{late} of {all} snapshots have no tables yet, the first is {missing[0]}"));
            }
        }

        switch (await TakeAsync(cancellationToken))
        {
            case LeaseResult.Held held:
                return PublicationReport.Create(PublicationReport.Wait, Holder(held));
            case LeaseResult.Taken(var lease):
                var plan = await DueAsync(late, cancellationToken);
                if (plan.Next == PublicationReport.Nothing)
                {
                    await lease.ReleaseAsync(logger);
                }

                return plan;
            case var result:
                throw new InvalidOperationException($"{result} is no result");
        }
    }

    /// <summary>Records the days of a part, or the maintenance, and renews the lease.</summary>
    /// <exception cref="InvalidOperationException">Another execution has the lease, or S3 refuses; the message names
    /// the object.</exception>
    public async Task<PublicationReport> RecordAsync(CancellationToken cancellationToken)
    {
        if (await TakeAsync(cancellationToken) is LeaseResult.Held held)
        {
            throw new InvalidOperationException(
                $"This execution no longer has the lease {_raw.NameOf(StateZone.PublicationLease)}: "
                + $"{held.Holder} has it. "
                + "Its days are published again.");
        }

        var (state, etag) = await StateAsync(cancellationToken);
        var days = state.Days.ToDictionary();
        foreach (var (day, fingerprint) in asked.Part?.Days ?? new Dictionary<DateOnly, string>())
        {
            if (fingerprint == DayFingerprints.Empty)
            {
                days.Remove(day);
            }
            else
            {
                days[day] = fingerprint;
            }
        }

        await WriteAsync(
            state with
            {
                Days = days,
                MaintainedAt = asked.Part is null ? asked.At.ToUniversalTime() : state.MaintainedAt,
            },
            etag,
            cancellationToken);
        return PublicationReport.Create(
            PublicationReport.Done,
            asked.Part is { } part ? Text($"recorded {Counted(part.Days.Count)}") : "recorded the maintenance");
    }

    /// <summary>Releases the lease, if this execution has it.</summary>
    public async Task<PublicationReport> ReleaseAsync(ILambdaLogger logger, CancellationToken cancellationToken)
    {
        if (await Lease.FindAsync(_raw, StateZone.PublicationLease, asked.Execution, cancellationToken)
            is not { } lease)
        {
            return PublicationReport.Create(PublicationReport.Done, "this execution has no lease");
        }

        await lease.ReleaseAsync(logger);
        return PublicationReport.Create(PublicationReport.Done, "released the lease");
    }

    /// <summary>Forgets which days the analytics tables hold: the next executions publish all of them again.</summary>
    /// <exception cref="InvalidOperationException">An execution publishes, and would record its days afterwards; or S3
    /// refuses. The message names the execution or the object.</exception>
    public async Task<PublicationReport> ForgetAsync(ILambdaLogger logger, CancellationToken cancellationToken)
    {
        switch (await TakeAsync(cancellationToken))
        {
            case LeaseResult.Held held:
                throw new InvalidOperationException(
                    $"Nothing was forgotten: {Holder(held)}. Ask again when it has ended.");
            case LeaseResult.Taken(var lease):
                try
                {
                    // The days stay in the list: one that has no snapshots any more may still have rows.
                    var (state, etag) = await StateAsync(cancellationToken);
                    await WriteAsync(
                        state with { Days = state.Days.Keys.ToDictionary(day => day, _ => DayFingerprints.Forgotten) },
                        etag,
                        cancellationToken);
                    return PublicationReport.Create(
                        PublicationReport.Done, Text($"{Counted(state.Days.Count)} forgotten: all days are due again"));
                }
                finally
                {
                    await lease.ReleaseAsync(logger);
                }

            case var result:
                throw new InvalidOperationException($"{result} is no result");
        }
    }

    private static string Holder(LeaseResult.Held held) =>
        Text($"the execution {held.Holder} publishes, until {held.Until:yyyy-MM-dd'T'HH:mm:ss'Z'} at the latest");

    private async Task<PublicationReport> DueAsync(int late, CancellationToken cancellationToken)
    {
        var first = settings.FirstDay ?? DateOnly.MinValue;
        var published = (await StateAsync(cancellationToken)).State;
        var present = await DayFingerprints.ReadAsync(_ledger, first, cancellationToken);
        var due = present.Keys
            .Union(published.Days.Keys.Where(day => day >= first))
            .Where(day => present.GetValueOrDefault(day, DayFingerprints.Empty)
                != published.Days.GetValueOrDefault(day, DayFingerprints.Empty))
            .Order()
            .ToList();
        if (due.Count == 0)
        {
            return PublicationReport.Create(
                PublicationReport.Nothing, "the analytics tables hold every snapshot that has tables");
        }

        var months = due.GroupBy(day => (day.Year, day.Month)).ToList();
        var parts = months.TakeLast(MaxParts)
            .Select(month => new PublicationPart(
                month.First(),
                month.Last(),
                month.ToDictionary(day => day, day => present.GetValueOrDefault(day, DayFingerprints.Empty))))
            .ToList();
        return new PublicationReport(
            PublicationReport.Publish,
            string.Concat(
                Text($"{Counted(due.Count)} due, {due[0]:yyyy-MM-dd} to {due[^1]:yyyy-MM-dd}"),
                months.Count > MaxParts ? Text($"; the last {MaxParts} months now") : "",
                late > 0 ? Text($"; {late} snapshots have no tables, which were waited for") : ""),
            parts,
            published.MaintainedAt is not { } before || asked.At >= before + MaintenancePeriod);
    }

    private Task<LeaseResult> TakeAsync(CancellationToken cancellationToken) => Lease.TakeAsync(
        _raw,
        StateZone.PublicationLease,
        new LeaseState
        {
            Holder = asked.Execution,
            Until = asked.At.ToUniversalTime() + TimeSpan.FromSeconds(asked.LeaseSeconds),
        },
        asked.At,
        cancellationToken);

    private async Task<PublicationRequest?> RequestAsync(CancellationToken cancellationToken)
    {
        if (asked.Request is not { } key)
        {
            return null;
        }

        // It may have expired, or somebody may have named another object: what is due is due without it.
        if (await _raw.TryReadAsync(key, StoredObjects.MaxDocument, cancellationToken) is not { } json)
        {
            return null;
        }

        try
        {
            return PublicationRequest.Parse(json);
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"{_raw.NameOf(key)} is no request to publish: {e.Message}", e);
        }
    }

    private async Task<(PublicationState State, string? ETag)> StateAsync(CancellationToken cancellationToken) =>
        await _raw.FindAsync(StateZone.Publication, cancellationToken) is { } found
            ? (PublicationState.Parse(found.Bytes), found.ETag)
            : (new PublicationState(), null);

    private async Task WriteAsync(PublicationState state, string? etag, CancellationToken cancellationToken)
    {
        if (await _raw.TryReplaceAsync(StateZone.Publication, state.ToUtf8(), etag, cancellationToken) is null)
        {
            throw new InvalidOperationException(
                $"{_raw.NameOf(StateZone.Publication)} was written by somebody else at the same time: "
                + "see who writes it.");
        }
    }

    private static string Counted(int days) => Text($"{days} {(days == 1 ? "day" : "days")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
