using Functions.Extract;
using Functions.Forget;
using Functions.Lake;
using Functions.Repair;
using Functions.Transform;
using Infra.Settings;
using Twin.Aws.Glue;
using Twin.Aws.Hosting;
using Twin.Aws.Lambda;
using Twin.Aws.StepFunctions;
using Twin.Cli.Reports;
using Twin.Host;

namespace Twin.Cli.Operations;

/// <summary>The output of a run: a twin of the stack as it is declared now, over a copy of the run's buckets. The copy
/// replaces the run when it is committed; otherwise it is deleted.</summary>
internal sealed class LocalRun : IOperationTarget
{
    private const string MessagesProperty = "messages";
    private const string TablesProperty = "tables";
    private const string RejectedProperty = "rejected";
    private const string UnmatchedProperty = "unmatched";
    private const string QueriesProperty = "queries";
    private const string EndedAtProperty = "endedAt";

    // Between two runs there is no Spotify, so no real secret is needed.
    private const string NoSecret = "none";

    private static readonly Dictionary<string, StackFunction?> Handlers = new(StringComparer.Ordinal)
    {
        [ExtractHandler.Name] = StackFunction.Extract,
        [TransformHandler.Name] = StackFunction.Transform,
        [RepairHandler.Name] = StackFunction.Repair,
    };

    private readonly DeclaredStack _stack;
    private readonly OutputFolder _output;
    private readonly string _folder;
    private readonly JsonObject _record;
    private readonly TimeProvider _clock;
    private readonly VirtualClock _now;
    private readonly List<RunRecord.MessageRecord> _waiting;
    private LocalTwin? _twin;

    private LocalRun(
        DeclaredStack stack,
        OutputFolder output,
        string folder,
        JsonObject record,
        LocalTwin twin,
        TimeProvider clock,
        VirtualClock now)
    {
        (_stack, _output, _folder, _record, _twin) = (stack, output, folder, record, twin);
        (_clock, _now) = (clock, now);
        _waiting = [.. MessagesOf(record)];
    }

    private LocalTwin Twin => _twin ?? throw new InvalidOperationException("it was kept already");

    public static Task<LocalRun> OpenAsync(string folder, TimeProvider clock, CancellationToken cancellationToken) =>
        OpenAsync(folder, [], new TwinOptions(), clock, cancellationToken);

    internal static async Task<LocalRun> OpenAsync(
        string folder,
        IEnumerable<KeyValuePair<string, string>> settings,
        TwinOptions options,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (name, record) = Read(RunFolder.Open(folder));
        var playlists = string.Join(',', SourcesOf(folder));
        var configuration = StackConfiguration.Read(PulumiProject.Folder, name).With(settings).With(
        [
            // A run that imported an export read none.
            .. playlists.Length == 0
                ? Enumerable.Empty<KeyValuePair<string, string>>()
                : [KeyValuePair.Create(KnownSettings.Playlists.Key, playlists)],
            KeyValuePair.Create(KnownSettings.ClientId.Key, NoSecret),
            KeyValuePair.Create(KnownSettings.ClientSecret.Key, NoSecret),
            KeyValuePair.Create(KnownSettings.RefreshToken.Key, NoSecret),
        ]);
        var stack = await StackLoader.LoadAsync(configuration);
        var output = OutputFolder.BeginCopy(folder);
        try
        {
            // The run has its own days: today is the day on which it ended.
            var now = new VirtualClock(RunRecord.TimeAfter(folder, clock));
            var twin = await LocalTwin.StartAsync(
                stack, output.Buckets, now, new Timeline(clock, now), options, cancellationToken);
            if (File.Exists(Path.Combine(folder, CatalogFile.FileName)))
            {
                RestorePartitions(twin.Catalog, CatalogFile.Read(folder));
            }

            return new LocalRun(stack, output, folder, record, twin, clock, now);
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    // The run has registered them.
    private static void RestorePartitions(Catalog declared, Catalog last)
    {
        foreach (var database in declared.Databases.Intersect(last.Databases))
        {
            foreach (var table in declared.Tables(database))
            {
                if (last.Tables(database).FirstOrDefault(known =>
                    (known.Name, known.Location) == (table.Name, table.Location)) is { } known)
                {
                    declared.Put(database, table with { Partitions = known.Partitions });
                }
            }
        }
    }

    public string LocationOf(string key)
    {
        var function = Function(RepairHandler.Name);
        var bucket = function.Map("environment.variables")[RepairEnvironment.ProcessedBucket];
        return Path.Combine([OutputFolder.BucketsOf(_folder), bucket, .. key.Split('/')]);
    }

    public Task<byte[]> InvokeRepairAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        InvokeAsync("repair", RepairHandler.Name, payload, cancellationToken);

    public Task<byte[]> InvokeForgetAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        InvokeAsync("forget", ForgetHandler.Name, payload, cancellationToken);

    public async Task<bool> IsDoneAsync(Func<Task<bool>> isDone, CancellationToken cancellationToken)
    {
        await Twin.CompletePendingAsync(cancellationToken);
        return await isDone();
    }

    private async Task<byte[]> InvokeAsync(
        string name, string handler, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var result = await Twin.InvokeAsync(Function(handler).PhysicalName, payload, cancellationToken);
        return result.Error is { } error
            ? throw new RunFailedException($"The {name} function failed: {error.Message}")
            : result.Payload.ToArray();
    }

    public async Task<JobOutcome> RunJobAsync(
        IReadOnlyDictionary<string, string> arguments, CancellationToken cancellationToken)
    {
        if (PythonProgram.Installed is null)
        {
            throw new InputException(PythonProgram.Missing + " Or replay with --engine function, which needs none.");
        }

        var run = await Twin.RunJobAsync(
            _stack.OfType(GlueResources.Job).Single().PhysicalName, arguments, cancellationToken);
        return new JobOutcome(run.ErrorMessage, run.HasSpark);
    }

    public Task<IReadOnlyList<FailedEvent>> ReceiveAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<FailedEvent>>(
            [.. _waiting.Select(message => FailedEvent.Read(message.Id, message.Id, message.Body))]);

    public StackFunction? FunctionOf(string name) =>
        _stack.OfType(LambdaResources.Function).FirstOrDefault(found => found.PhysicalName == name) is { } function
            ? Handlers.GetValueOrDefault(function.Text("handler"))
            : null;

    public bool HasTransform => _stack.OfType(LambdaResources.Function).Any(
        function => function.Text("handler") == TransformHandler.Name);

    // Spotify's sandbox exists only during a run.
    public bool HasSpotify => false;

    // The run has its own days: its last moment is at the end of the run.
    public ReadOnlyMemory<byte> ScheduleEvent => JsonSerializer.SerializeToUtf8Bytes(
        new RepairEvent(Time: MessagesOf(_record).Max(message => message.SentAt)));

    public Task EnqueueAsync(
        string function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        Twin.EnqueueAsync(function, payload);

    public Task DeleteAsync(FailedEvent failed, CancellationToken cancellationToken)
    {
        _waiting.RemoveAll(message => message.Id == failed.ReceiptHandle);
        return Task.CompletedTask;
    }

    public Task ReleaseAsync(IReadOnlyCollection<FailedEvent> failures) => Task.CompletedTask;

    public string DiscardAdvice => "The next run begins with an empty queue.";

    public async Task<CommitResult> CommitAsync(CancellationToken cancellationToken)
    {
        var twin = Twin;
        await twin.CompletePendingAsync(cancellationToken);
        var failed = twin.Messages
            .Select(sent => new RunRecord.MessageRecord(
                sent.Queue, sent.Message.Id, sent.Message.SentAt, sent.Message.Body))
            .ToList();
        var refused = twin.Denied.Select(denied =>
            $"IAM refused {denied.Action} on {denied.Resource} to {denied.Principal}.");
        var reasons = failed.Select(message => FailedEvent.Parse(message.Id, message.Id, message.Body) is { } again
            ? $"{again.Function}: {again.Reason}"
            : message.Body);
        var executions = twin.Executions
            .Where(execution => execution.Status is ExecutionStatus.Failed or ExecutionStatus.TimedOut)
            .Select(execution => $"{execution.Machine}: {execution.Error}: {execution.Cause}");
        List<string> all = [.. refused.Concat(reasons).Concat(twin.Problems).Concat(executions)];

        // If no function has run, or no table has a file, the catalog and the rows stay as they were.
        var hasTables = twin.Invocations.Count > 0 && twin.Catalog.Databases.SelectMany(twin.Catalog.Tables)
            .Any(table => table.Iceberg is null && twin.ObjectsBelow(S3Folder.Parse(table.Location)).Any());
        if (hasTables)
        {
            CatalogFile.Write(_output.Current, twin.Catalog);
            all.AddRange(await RunQueriesAsync(twin, cancellationToken));
        }

        // The next command's time is after what this one has written.
        _record[EndedAtProperty] = RunRecord.ToJson(_now.GetUtcNow());
        _record[MessagesProperty] = RunRecord.ToJson(_waiting.Concat(failed));
        RunRecord.Write(_output.Current, _record);

        // Older versions are stored beside the buckets as long as the twin exists.
        _twin = null;
        await twin.DisposeAsync();
        var folder = _output.Publish();
        return new CommitResult(all, hasTables
            ? $"{Path.Combine(folder, OutputFolder.QueriesName)} and the rows and rejected records in "
                + $"{RunRecord.FileName} are up to date. {HtmlReport.FileName} still shows the run itself. To write it "
                + $"again: dotnet dev.cs report --out {folder}"
            : null);
    }

    public async ValueTask DisposeAsync()
    {
        await (_twin?.DisposeAsync() ?? ValueTask.CompletedTask);
        _output.Dispose();
    }

    /// <returns>The queries that failed, with the reasons.</returns>
    private async Task<IEnumerable<string>> RunQueriesAsync(LocalTwin twin, CancellationToken cancellationToken)
    {
        var timeline = new Timeline(_clock, _clock);
        var queries = twin.OpenQueries();
        var results = await new NamedQueryRun(queries, timeline, _clock).RunAsync(cancellationToken);
        RunFiles.WriteResults(_output, results);
        _record[TablesProperty] = RunRecord.ToJson(queries.CountRows(cancellationToken));
        _record[RejectedProperty] = twin.RejectedRecords;
        if (twin.UnmatchedPlays is { } unmatched)
        {
            _record[UnmatchedProperty] = unmatched;
        }

        _record[QueriesProperty] = RunRecord.ToJson(results.ToImmutableSortedDictionary(
            query => query.Name, query => query.Record, StringComparer.Ordinal));
        return timeline.Entries.Where(entry => entry.Kind == TimelineEntryKind.Failure).Select(entry => entry.Text);
    }

    private DeclaredResource Function(string handler) =>
        _stack.OfType(LambdaResources.Function).First(function => function.Text("handler") == handler);

    private static (string Stack, JsonObject Record) Read(string folder)
    {
        try
        {
            var record = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, RunRecord.FileName)))!.AsObject();
            return Directory.Exists(OutputFolder.BucketsOf(folder))
                ? (record["stack"]!.GetValue<string>(), record)
                : throw new DirectoryNotFoundException();
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(OutputFolder.LastOf(folder) is var last && last != folder
                ? $"{folder} holds no run; the last one failed, and is in {last}: name that folder with --out."
                : $"{folder} holds no run. Run the stack first (dotnet dev.cs run), name its folder with --out, or a "
                    + "deployed stack with --stack.");
        }
        catch (Exception broken) when (
            broken is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new InputException(
                $"{Path.Combine(folder, RunRecord.FileName)} is not the record of a run. Run the stack again.", broken);
        }
    }

    // The run's own list: its record has what it found.
    private static IEnumerable<string> SourcesOf(string folder) => Directory
        .EnumerateDirectories(OutputFolder.BucketsOf(folder))
        .Select(bucket => Path.Combine(bucket, PlaylistList.Key))
        .Where(File.Exists)
        .SelectMany(list => PlaylistList.Parse(File.ReadAllBytes(list)));

    private static ImmutableArray<RunRecord.MessageRecord> MessagesOf(JsonObject record) =>
        record[MessagesProperty] is { } messages ? RunRecord.MessagesFrom(messages) : [];
}
