using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Functions.Lake;
using Functions.Repair;
using Twin.Cli.Terminal;

namespace Twin.Cli.Operations;

/// <summary>A replay with a person: it makes the tables beside the present ones, shows the differences, and replaces
/// the present tables if the person agrees.</summary>
internal sealed class ReplaySession(
    IOperationTarget target, ReplayRequest request, IUserPrompt prompt, TextWriter output, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly string _id = string.Create(
        CultureInfo.InvariantCulture,
        $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}");

    /// <summary>Shows the differences and, with consent, promotes the new tables.</summary>
    /// <exception cref="InputException">The days have no raw snapshot, or a day is before the first day of the
    /// tables.</exception>
    public async Task<bool> RunAsync(bool yes, CancellationToken cancellationToken)
    {
        var isMade = !request.BySpark || await RunJobAsync(cancellationToken);
        var shown = await InvokeAsync(
            request.BySpark ? RepairEvent.CompareStep : RepairEvent.ShadowStep, cancellationToken);
        if (shown.Snapshots == 0)
        {
            var of = request.PlaylistIds.IsEmpty ? "" : " of " + string.Join(", ", request.PlaylistIds);
            throw new InputException(
                Line($"There is no raw snapshot from {request.From:yyyy-MM-dd} to {request.To:yyyy-MM-dd}{of}. ")
                + "Name other days.");
        }

        Report(shown);
        var promotes = shown.Changed > 0 && ConfirmPromotion(yes, shown.Changed);
        var promoted = promotes ? await InvokeAsync(RepairEvent.PromoteStep, cancellationToken) : null;
        if (promoted is not null)
        {
            Report(promoted.Failures);
            var done = Math.Max(0, promoted.Changed - promoted.Failed - promoted.Superseded);
            output.WriteLine(Line($"Promoted: {done} of {shown.Changed}."));
            if (promoted.Superseded > 0)
            {
                output.WriteLine(Line(
                    $"Not promoted: {promoted.Superseded}, because a later snapshot came meanwhile; its tables stay."));
            }
        }

        var (again, note) = await target.CommitAsync(cancellationToken);
        Report(again);
        if (note is not null)
        {
            output.WriteLine(note);
        }

        return isMade && shown.Failed == 0 && promoted is null or { Failed: 0 } && again.Count == 0;
    }

    /// <summary>Has the Spark job make the tables below the replay's prefix, which are then only compared.</summary>
    /// <returns>False if it failed: it makes all that it can nevertheless.</returns>
    private async Task<bool> RunJobAsync(CancellationToken cancellationToken)
    {
        output.WriteLine($"Replay {_id}: the Spark job makes the tables, and this waits for its end.");
        var ended = await target.RunJobAsync(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["--prefix"] = ReplayZone.PrefixOf(_id),
                ["--from"] = Line($"{request.From:yyyy-MM-dd}"),
                ["--to"] = Line($"{request.To:yyyy-MM-dd}"),
                ["--again"] = "true",
            },
            cancellationToken);
        if (!ended.HasSpark)
        {
            output.WriteLine("The job's transformation ran without Spark, which this machine does not have.");
        }

        if (ended.Error is { } error)
        {
            prompt.Inform($"The Spark job failed: {error}");
        }

        return ended.Error is null;
    }

    private void Report(ReplayReport shown)
    {
        var made = shown.Snapshots - shown.Failed;
        output.WriteLine(Line(
            $"Replay {_id}: {made} snapshots made again, {shown.Changed} differ from the present tables."));
        if (shown.Reformed > 0)
        {
            output.WriteLine(Line(
                $"{shown.Reformed} of them are in another format, because tableFormat has changed: promotion deletes ")
                + "their old files. No table may have files in both formats: replay all days of the raw zone.");
        }

        foreach (var (table, rows) in shown.Rows)
        {
            output.WriteLine(Line(
                $"  {table}: {rows.Added} rows added, {rows.Removed} removed, {rows.Changed} changed"));
        }

        if (shown.Rows.Count > 0)
        {
            output.WriteLine($"Row by row: {target.LocationOf(ReplayZone.PrefixOf(_id) + "differences/")}");
        }

        Report(shown.Failures);
        if (shown.Failed > 0)
        {
            prompt.Inform(Line($"{shown.Failed} could not be made again: their present tables stay."));
        }
    }

    private void Report(IEnumerable<string> failures)
    {
        foreach (var failure in failures)
        {
            prompt.Inform(failure);
        }
    }

    private bool ConfirmPromotion(bool yes, int count)
    {
        if (yes)
        {
            return true;
        }

        if (!prompt.IsInteractive)
        {
            output.WriteLine("Nothing was promoted. To promote the new tables, repeat the command with --yes.");
            return false;
        }

        if (prompt.Confirm(Line($"Replace the tables of {count} snapshots with the new ones?")))
        {
            return true;
        }

        output.WriteLine("Nothing was promoted.");
        return false;
    }

    /// <summary>Invokes the function for as many parts as needed, and adds up their reports.</summary>
    private async Task<ReplayReport> InvokeAsync(string step, CancellationToken cancellationToken)
    {
        var sum = new ReplayReport(0, 0, 0, 0, ImmutableSortedDictionary<string, RowCounts>.Empty, [], 0, null);
        do
        {
            var asked = new RepairEvent(
                Action: RepairEvent.ReplayAction,
                Step: step,
                Id: _id,
                From: request.From,
                To: request.To,
                PlaylistIds: request.PlaylistIds.IsEmpty ? null : request.PlaylistIds,
                After: sum.Next);
            var answer = await target.InvokeRepairAsync(
                JsonSerializer.SerializeToUtf8Bytes(asked, Json), cancellationToken);
            var part = Parse(answer);
            if (part.Refused is { } refused)
            {
                throw new InputException(refused);
            }

            if (part.Next is not null && part.Next == sum.Next)
            {
                throw new RunFailedException($"The repair function does not get past {part.Next}. See its log.");
            }

            sum = Sum(sum, part);
        }
        while (sum.Next is not null);

        return sum;
    }

    private static ReplayReport Parse(byte[] answer)
    {
        try
        {
            return JsonSerializer.Deserialize<RepairReport>(answer)?.Replayed
                ?? throw new RunFailedException("The repair function's answer is not a replay's. Is it of "
                    + "this version? pulumi up deploys it.");
        }
        catch (JsonException broken)
        {
            throw new RunFailedException($"The repair function's answer cannot be read: {broken.Message}");
        }
    }

    private static ReplayReport Sum(ReplayReport one, ReplayReport other) => new(
        one.Snapshots + other.Snapshots,
        one.Changed + other.Changed,
        one.Superseded + other.Superseded,
        one.Reformed + other.Reformed,
        one.Rows.Concat(other.Rows)
            .GroupBy(rows => rows.Key, rows => rows.Value, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(
                rows => rows.Key, rows => rows.Aggregate((sum, next) => sum.Plus(next)), StringComparer.Ordinal),
        [.. one.Failures, .. other.Failures],
        one.Failed + other.Failed,
        other.Next);

    private static string Line(FormattableString text) => FormattableString.Invariant(text);
}

/// <summary>The days whose tables are made again.</summary>
/// <param name="PlaylistIds">The playlists; empty for all.</param>
internal sealed record ReplayRequest(DateOnly From, DateOnly To, ImmutableArray<string> PlaylistIds)
{
    /// <summary>True if the Spark job makes the tables; otherwise, the repair function does.</summary>
    public bool BySpark { get; init; }
}
