using Amazon.Lambda.Core;
using Functions.Transform;

namespace Functions.Publish;

/// <summary>A publication of one execution: which days and months of plays are due, and which the analytics tables
/// hold. A day is due if its snapshots have another fingerprint than those that were published, so whatever an
/// execution leaves undone, the next one does, and no day is published twice in vain; a month of plays is due in the
/// same way.</summary>
internal sealed class PublicationPlanner(IAmazonS3 s3, PublicationSettings settings, PublicationEvent asked)
{
    /// <summary>The longest wait for tables. What is late is published by the next execution.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(15);

    /// <summary>The time between two compactions of the analytics tables.</summary>
    public static readonly TimeSpan MaintenancePeriod = TimeSpan.FromDays(7);

    /// <summary>The most parts of one execution: they fit into a state's input, and the next execution does the
    /// others.</summary>
    public const int MaxParts = 24;

    /// <summary>The most years of plays of one execution.</summary>
    public const int MaxYears = 40;

    private readonly RawStore _raw = new(s3, settings.RawBucket);
    private readonly Ledger _ledger = new(s3, settings.RawBucket, settings.ProcessedBucket);

    /// <summary>Decides whether to wait, and which days and months are due; takes the lease.</summary>
    public async Task<PublicationReport> PlanAsync(ILambdaLogger logger, CancellationToken cancellationToken)
    {
        var late = 0;
        var request = await RequestAsync(cancellationToken);
        if (request is not null)
        {
            var missing = await new AwaitedTables(s3, settings, _ledger).MissingAsync(request, cancellationToken);
            late = missing.Count;
            if (late > 0 && asked.At < request.Time() + MaxWait)
            {
                var all = request.Manifests.Count;
                return PublicationReport.Create(
                    PublicationReport.Wait,
                    Text($"{late} of {all} manifests have no tables yet, the first is {missing[0]}")) with
                {
                    From = AwaitedTables.FirstDayOf(missing).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                };
            }
        }

        switch (await TakeAsync(cancellationToken))
        {
            case LeaseResult.Held held:
                // The holder plans again before it ends; if it fails, the next execution publishes what is due.
                return PublicationReport.Create(
                    asked.At > asked.Started + TimeSpan.FromSeconds(asked.LeaseSeconds)
                        ? PublicationReport.Nothing
                        : PublicationReport.Wait,
                    Holder(held));
            case LeaseResult.Taken when request?.Reason == PublicationRequest.Forget
                && !(await StateAsync(cancellationToken)).State.IsErasedFor(asked.Request!):
                return PublicationReport.Create(
                    PublicationReport.Erase, "something was forgotten: the analytics tables are made again");
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

    /// <summary>Tells the partitions of a part's days, and renews the lease.</summary>
    /// <exception cref="LeaseLostException">Another execution has the lease.</exception>
    public async Task<PublicationReport> PartitionsAsync(CancellationToken cancellationToken)
    {
        await RenewAsync(cancellationToken);
        var part = asked.Part ?? throw new InvalidOperationException("The step lacks the part.");
        return PublicationReport.Create(PublicationReport.Done, Counted(part.Days.Count)) with
        {
            Partitions = TablePartitions.Of(part, settings),
        };
    }

    /// <summary>Records the days or months of a part, or the maintenance, and renews the lease.</summary>
    /// <exception cref="LeaseLostException">Another execution has the lease.</exception>
    /// <exception cref="InvalidOperationException">S3 refuses; the message names the object.</exception>
    public async Task<PublicationReport> RecordAsync(CancellationToken cancellationToken)
    {
        await RenewAsync(cancellationToken);
        var (state, etag) = await StateAsync(cancellationToken);
        var (recorded, done) = asked switch
        {
            { Part: { } part } =>
                (state with { Days = Recorded(state.Days, part.Days) }, Counted(part.Days.Count)),
            { Year: { } year } =>
                (state with { Months = Recorded(state.Months, year.Months) }, CountedMonths(year.Months.Count)),
            _ => (state with { MaintainedAt = asked.At.ToUniversalTime() }, "the maintenance"),
        };
        await WriteAsync(recorded, etag, cancellationToken);
        return PublicationReport.Create(PublicationReport.Done, $"recorded {done}");
    }

    /// <summary>Records that the analytics tables have no rows and no old versions: all is due.</summary>
    /// <exception cref="LeaseLostException">Another execution has the lease.</exception>
    public async Task<PublicationReport> RecordErasureAsync(CancellationToken cancellationToken)
    {
        await RenewAsync(cancellationToken);
        var (state, etag) = await StateAsync(cancellationToken);
        await WriteAsync(
            new PublicationState { MaintainedAt = state.MaintainedAt, ErasedFor = asked.Request },
            etag,
            cancellationToken);
        return PublicationReport.Create(PublicationReport.Done, "recorded that the tables are empty");
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

    /// <summary>Forgets which days and months the analytics tables hold: the next executions publish all of them
    /// again.</summary>
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
                        state with { Days = Forgotten(state.Days), Months = Forgotten(state.Months) },
                        etag,
                        cancellationToken);
                    return PublicationReport.Create(
                        PublicationReport.Done,
                        $"{Counted(state.Days.Count)} and {CountedMonths(state.Months.Count)} forgotten: "
                        + "all are due again");
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
        var kept = settings.TableRetention.First(DateOnly.FromDateTime(asked.At.UtcDateTime));
        await new ExpiredDays(s3, settings, _ledger).DeleteAsync(kept, cancellationToken);
        var published = (await StateAsync(cancellationToken)).State;
        var days = Due(
            await Fingerprints.OfDaysAsync(_ledger, first, cancellationToken),
            // A day before the first one stays as it is, until it has expired.
            published.Days.Where(day => day.Key >= first || day.Key < kept).ToDictionary());
        var months = Due(
            await Fingerprints.OfMonthsAsync(_ledger, cancellationToken),
            published.Months.Where(month => PlayedMonth.TryParse(month.Key, out _)).ToDictionary());
        if (days.Count == 0 && months.Count == 0)
        {
            return PublicationReport.Create(
                PublicationReport.Nothing, "the analytics tables hold everything that the tables have");
        }

        var monthsOfDays = days.GroupBy(day => (day.Key.Year, day.Key.Month)).ToList();
        string[] due =
        [
            .. days.Count == 0 ? [] : (string[])
            [
                Text($"{Counted(days.Count)} due, {days[0].Key:yyyy-MM-dd} to {days[^1].Key:yyyy-MM-dd}")
                + (monthsOfDays.Count > MaxParts ? Text($"; the last {MaxParts} months now") : ""),
            ],
            .. months.Count == 0 ? [] : (string[])
            [
                $"{CountedMonths(months.Count)} due, {months[0].Key} to {months[^1].Key}",
            ],
            .. late == 0 ? [] : (string[])[Text($"{late} manifests have no tables, which were waited for")],
        ];
        return new PublicationReport(
            PublicationReport.Publish,
            string.Join("; ", due),
            [
                .. monthsOfDays.TakeLast(MaxParts).Select(month => new PublicationPart(
                    month.First().Key, month.Last().Key, month.ToDictionary())),
            ],
            [.. months.GroupBy(month => month.Key[..4]).TakeLast(MaxYears).Select(year => Year([.. year]))],
            published.MaintainedAt is not { } before || asked.At >= before + MaintenancePeriod);
    }

    private static PublicationYear Year(IReadOnlyList<KeyValuePair<string, string>> months)
    {
        var first = PlayedMonth.Parse(months[0].Key);
        var last = PlayedMonth.Parse(months[^1].Key);
        return new PublicationYear(
            first.FirstDay, last.LastDay, months[0].Key, months[^1].Key, months.ToDictionary());
    }

    /// <summary>The days or months whose fingerprints differ, in order, each with its present one.</summary>
    private static List<KeyValuePair<T, string>> Due<T>(
        IReadOnlyDictionary<T, string> present, IReadOnlyDictionary<T, string> published)
        where T : notnull =>
    [
        .. present.Keys.Union(published.Keys)
            .Select(key => KeyValuePair.Create(key, present.GetValueOrDefault(key, Fingerprints.Empty)))
            .Where(pair => pair.Value != published.GetValueOrDefault(pair.Key, Fingerprints.Empty))
            .OrderBy(pair => pair.Key),
    ];

    private static Dictionary<T, string> Recorded<T>(
        IReadOnlyDictionary<T, string> before, IReadOnlyDictionary<T, string> part)
        where T : notnull => before
        .Where(pair => !part.ContainsKey(pair.Key))
        .Concat(part.Where(pair => pair.Value != Fingerprints.Empty))
        .ToDictionary();

    private static Dictionary<T, string> Forgotten<T>(IReadOnlyDictionary<T, string> published)
        where T : notnull => published.Keys.ToDictionary(key => key, _ => Fingerprints.Forgotten);

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (await TakeAsync(cancellationToken) is LeaseResult.Held held)
        {
            throw new LeaseLostException(
                $"This execution no longer has the lease {_raw.NameOf(StateZone.PublicationLease)}: "
                + $"{held.Holder} has it. "
                + "What it published is published again.");
        }
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

    private static string CountedMonths(int months) =>
        Text($"{months} {(months == 1 ? "month" : "months")} of plays");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Another execution has taken the lease. The type's name is the error's name in the state machine.</summary>
public sealed class LeaseLostException(string message) : Exception(message);
