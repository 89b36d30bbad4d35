using Functions.Metrics;
using Twin.Aws.CloudWatch;
using Twin.Aws.Glue;
using Twin.Aws.Lambda;
using Twin.Aws.Metering;
using Twin.Aws.S3;
using Twin.Aws.StepFunctions;
using Twin.Host.History;
using Twin.Host.Loading;
using Twin.Spotify.Captured;
using Twin.Spotify.Faults;

namespace Twin.Host.Runs;

public sealed class TwinRun(RunOptions options, TimeProvider wall)
{
    /// <summary>The first day of a run: a fixed one, so that the same input gives the same bytes on any
    /// day.</summary>
    public static readonly DateTimeOffset FirstDay = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    // Spotify itself is read at today's time, so the stack's days are real ones too. Those of an export are known once
    // it is read.
    private readonly VirtualClock _clock = new(
        options.Live is not null ? wall.GetUtcNow()
        : options.History is not null ? DateTimeOffset.UnixEpoch
        : FirstDayOf(options));

    /// <summary>Called for each entry of the timeline, from any thread.</summary>
    public Action<TimelineEntry> OnEntry { get; init; } = _ => { };

    /// <summary>Changes the declared stack before it is run: for tests of wrong declarations.</summary>
    public Func<DeclaredStack, DeclaredStack> Change { get; init; } = stack => stack;

    /// <summary>The number of times that the event of a written object is delivered: for tests of lost and repeated
    /// events.</summary>
    public Func<ObjectCreated, int> Deliveries { get; init; } = _ => 1;

    /// <summary>Called for each call that IAM refuses, with the action and its resource, from any thread.</summary>
    public Action<string> OnRefused { get; init; } = _ => { };

    /// <summary>More work on the last day, before the queries.</summary>
    public Func<LocalTwin, CancellationToken, Task> Afterwards { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>The runtime of the functions' handlers: for tests that need no processes.</summary>
    public IFunctionRuntime Functions { get; init; } = IFunctionRuntime.Processes;

    public Trouble Trouble { get; init; } = Trouble.None;

    /// <summary>The faults of Spotify; null: those of the options.</summary>
    public FaultPlan? Faults { get; init; }

    /// <exception cref="InputException">The configuration or a playlist is wrong; nothing was started.</exception>
    public async Task<RunOutcome> RunAsync(string bucketsRoot, CancellationToken cancellationToken) =>
        (await RunAsync(bucketsRoot, isRecorded: true, cancellationToken))!;

    /// <summary>Runs the stack without queries and a record: <see cref="Afterwards"/> sees how it ended.</summary>
    public Task RunUnrecordedAsync(string bucketsRoot, CancellationToken cancellationToken) =>
        RunAsync(bucketsRoot, isRecorded: false, cancellationToken);

    private async Task<RunOutcome?> RunAsync(
        string bucketsRoot, bool isRecorded, CancellationToken cancellationToken)
    {
        var configuration = StackConfiguration.Read(PulumiProject.Folder, options.Stack).With(options.Settings);
        var timeline = new Timeline(wall, _clock);
        timeline.Added += OnEntry;

        await using ISpotifySource spotify = options.History is { } export
            ? HistorySource.Read(export, _clock, wall, cancellationToken)
            : options.Live is { } live
            ? new LiveSpotifySource(LiveSpotifySource.WithUser(live, configuration.Playlists), timeline)
            : await SandboxSpotifySource.StartAsync(
                options, configuration.Plays, Faults, _clock, timeline, cancellationToken);
        timeline.Add(TimelineSource.Spotify, spotify.Description, TimelineEntryKind.Milestone);

        configuration = configuration.With(spotify.Settings);
        var stack = Change(await StackLoader.LoadAsync(configuration));
        if (GlueService.RunsJobs(stack) && PythonProgram.Installed is null)
        {
            throw new InputException(PythonProgram.Missing
                + " Or set 'transform' to function, which needs none.");
        }

        timeline.Add(
            TimelineSource.Pulumi,
            $"{stack.Resources.Length} resources declared by the stack '{options.Stack}'",
            TimelineEntryKind.Milestone);

        foreach (var behavior in options.Otherwise)
        {
            timeline.Add(
                TimelineSource.Run, $"{behavior.Id} is otherwise: {behavior.Otherwise}", TimelineEntryKind.Warning);
        }

        var twinOptions = new TwinOptions
        {
            Otherwise = new AssumedOtherwise(options.Otherwise),
            Until = options.Until,
            Functions = Functions,
            Trouble = Trouble,
        };
        await using var twin = await LocalTwin.StartAsync(
            stack, bucketsRoot, _clock, timeline, twinOptions, cancellationToken);
        twin.Deliveries = Deliveries;
        twin.OnRefused = OnRefused;
        await spotify.RunAsync(twin, cancellationToken);
        await Afterwards(twin, cancellationToken);
        if (!isRecorded)
        {
            return null;
        }

        if (twin.Executions is { IsEmpty: false } executions)
        {
            timeline.Add(
                TimelineSource.StepFunctions, ExecutionCounts.Format(executions), TimelineEntryKind.Milestone);
        }

        var queries = twin.OpenQueries();
        var results = options.Until == RunStage.Query
            ? await new NamedQueryRun(queries, timeline, wall).RunAsync(cancellationToken)
            : [];
        twin.EndDay();
        var tables = queries.CountRows(cancellationToken).ToImmutableSortedDictionary(
            table => table.Key,
            table => new RunRecord.TableRecord(table.Value.Rows, table.Value.Partitions),
            StringComparer.Ordinal);
        var names = spotify.Names;
        var history = spotify as HistorySource;
        var playlists = history is not null ? [] : ReadSources.Find(configuration.Playlists, twin.Playlists, id =>
            names.GetValueOrDefault(id) ?? StoredNames.Find(queries, twin.Catalog, id, cancellationToken));
        var record = Record(stack, twin, spotify.Usage, playlists, tables, results, timeline);
        if (history is not null)
        {
            var plays = PlayTotals.Find(queries, twin.Catalog, cancellationToken);
            record = record with
            {
                History = new RunRecord.HistoryRecord(
                    history.Summary,
                    plays.IsEmpty ? null : history.Summary.Records - record.Rejected - plays[^1].Plays,
                    plays),
                Warnings = history.Warnings,
                Failures = record.Failures.IsEmpty && plays.IsEmpty && options.Until >= RunStage.Publish
                    ? ["The import gave play_history no row. Compare its keys with the filters of the notifications."]
                    : record.Failures,
            };
        }

        return new RunOutcome(record, results)
        {
            Stack = stack,
            Catalog = twin.Catalog,
            Entries = timeline.Entries,
            Statements = twin.Statements,
            Usage = twin.Usage,
            Secrets = [.. spotify.Secrets],
        };
    }

    // The month of a captured play must not be in the future.
    private static DateTimeOffset FirstDayOf(RunOptions options) =>
        options.PlaysFile is { } file
        && SandboxContent.Captured(() => CapturedPlays.Read(file)).Max(play => play.EndedAt) is var last
        && last > FirstDay
            ? new DateTimeOffset(last.UtcDateTime.Date, TimeSpan.Zero)
            : FirstDay;

    private RunRecord Record(
        DeclaredStack stack,
        LocalTwin twin,
        RunRecord.SpotifyRecord spotify,
        ImmutableArray<RunRecord.PlaylistRecord> playlists,
        ImmutableSortedDictionary<string, RunRecord.TableRecord> tables,
        ImmutableArray<NamedQueryResult> queries,
        Timeline timeline)
    {
        var invocations = twin.Invocations;
        var coverage = PropertyCoverage.From(stack, twin.Reads);
        timeline.Add(TimelineSource.Pulumi, coverage.ToString());
        return new RunRecord
        {
            Stack = options.Stack,
            Until = options.Until == RunStage.Query ? null : options.Until.Name(),
            Playlists = playlists,
            Spotify = spotify,
            Tables = tables,
            Functions = stack.OfType(LambdaResources.Function).ToImmutableSortedDictionary(
                function => function.PhysicalName,
                function => new RunRecord.FunctionRecord(
                    invocations[function.PhysicalName].Count(),
                    invocations[function.PhysicalName].Count(result => result.Error is not null),
                    Math.Round(invocations[function.PhysicalName].Sum(result => result.Duration.TotalSeconds), 3)),
                StringComparer.Ordinal),
            Jobs = twin.JobRuns.Count == 0 ? null : twin.JobRuns.ToImmutableSortedDictionary(
                job => job.Key,
                job => new RunRecord.JobRecord(
                    job.Count(),
                    job.Count(run => !run.HasSucceeded),
                    Math.Round(job.Sum(run => run.Duration.TotalSeconds), 3),
                    job.All(run => run.HasSpark)),
                StringComparer.Ordinal),
            Queries = queries.ToImmutableSortedDictionary(
                query => query.Name, query => query.Record, StringComparer.Ordinal),
            Denied =
            [
                .. twin.Denied.Select(denied =>
                    new RunRecord.DeniedRecord(denied.Principal, denied.Action, denied.Resource, denied.Times)),
            ],
            UnusedPermissions =
            [
                .. twin.UnusedPermissions.Select(unused =>
                    new RunRecord.UnusedPermissionRecord(
                        unused.Role, unused.Statement, unused.Action, unused.Resource)),
            ],
            Alarms = twin.Alarms.ToImmutableSortedDictionary(
                alarm => alarm.Key.Name,
                alarm => new RunRecord.AlarmRecord(alarm.Value.State.Text(), alarm.Value.Reason),
                StringComparer.Ordinal),
            Metrics =
            [
                .. twin.Metrics.Metrics.Where(metric => metric.Namespace == LakeMetrics.Namespace).Select(metric =>
                    new RunRecord.MetricRecord(
                        metric.Namespace,
                        metric.Name,
                        metric.Dimensions,
                        string.Join(", ", twin.Metrics.UnitsOf(metric)),
                        twin.Metrics.Total(metric)!.Value.Sum,
                        twin.Metrics.Total(metric)!.Value.SampleCount)),
            ],
            Rejected = twin.RejectedRecords,
            Unmatched = twin.UnmatchedPlays,
            UnknownMetrics =
            [
                .. twin.UnknownMetrics.Select(unknown => new RunRecord.UnknownMetricRecord(
                    unknown.Namespace, unknown.Name, unknown.Dimensions, unknown.NamedBy)),
            ],
            Notifications =
            [
                .. twin.Notifications.Select(sent => new RunRecord.NotificationRecord(
                    sent.Time, sent.Topic, sent.Subject, sent.Message, sent.Recipients)),
            ],
            Messages =
            [
                .. twin.Messages.Select(waiting => new RunRecord.MessageRecord(
                    waiting.Queue, waiting.Message.Id, waiting.Message.SentAt, waiting.Message.Body)),
            ],
            Loads = twin.Loads is { IsEmpty: false } loads ? loads : null,
            Executions =
            [
                .. twin.Executions.Select(execution => new RunRecord.ExecutionRecord(
                    execution.Name,
                    execution.Machine,
                    execution.StartedAt,
                    execution.EndedAt,
                    execution.Status.Text(),
                    execution.States,
                    execution.Error,
                    execution.Cause)),
            ],
            NotSimulated = coverage.Unknown,
            Failures = new RunFailures(
                stack, twin, timeline, options.Until, options.History is not null, !playlists.IsEmpty).All,
            EndedAt = _clock.GetUtcNow(),
            Seconds = Math.Round(timeline.Elapsed.TotalSeconds, 3),
        };
    }
}

internal static class ExecutionCounts
{
    public static string Format(IReadOnlyCollection<ExecutionSummary> executions)
    {
        var counts = executions
            .CountBy(execution => execution.Status)
            .OrderBy(count => count.Key)
            .Select(count => string.Create(
                CultureInfo.InvariantCulture,
                $"{count.Value} {count.Key.Text().ToLowerInvariant().Replace('_', ' ')}"));
        return $"executions of state machines: {string.Join(", ", counts)}";
    }
}
