using Functions.Lake;
using Infra.Settings;
using Twin.Aws.EventBridge;
using Twin.Aws.Glue;
using Twin.Aws.Hosting;
using Twin.Aws.StepFunctions;
using Twin.Cli.Operations;
using Twin.Host;
using Twin.Host.InProcess;
using Twin.Spotify.Configuration;

namespace Twin.Cli.Chaos;

/// <summary>A small run of the stack with faults: three days with them, and one without.</summary>
internal sealed class ChaosRun
{
    private const string Stack = "dev";
    private const string Prefix = $"spotify-{Stack}-";
    /// <summary>The days with faults.</summary>
    public const int Days = 3;

    /// <summary>The day without faults, as a text.</summary>
    public static string LastDay { get; } =
        TwinRun.FirstDay.AddDays(Days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private const string MissingDays = "quality_missing_days";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private static readonly RunOptions Options = new(
        Stack, [], Era.Development2026, Days + 1, PlaylistCount: 2, TrackCount: 5, Seed: 1, Out: "")
    {
        HasFewPlays = true,
        FinishesLastDay = true,
        Until = RunStage.Publish,
        Settings = ImmutableDictionary<string, string>.Empty
            .Add(KnownSettings.Plays.Key, "true")
            .Add(KnownSettings.Encryption.Key, "SSE-KMS")
            .Add(KnownSettings.ReconcileSchedule.Key, "rate(1 day)"),
    };

    /// <summary>Changes the declared stack before it is run: for tests of a stack with a defect.</summary>
    public Func<DeclaredStack, DeclaredStack> Change { get; init; } = stack => stack;

    /// <param name="asksQueries">True to ask the named queries too.</param>
    public async Task<ChaosOutcome> RunAsync(
        ImmutableArray<AwsFault> faults, bool asksQueries, CancellationToken cancellationToken)
    {
        using var folder = TemporaryFolder.Create("chaos");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        var buckets = Path.Combine(folder.FullName, "s3");
        var trouble = new PlannedTrouble(faults, Prefix, TwinRun.FirstDay.AddDays(Days));
        var story = new System.Collections.Concurrent.ConcurrentQueue<TimelineEntry>();
        var outcome = new ChaosOutcome { Faults = faults };
        var run = new TwinRun(Options, TimeProvider.System)
        {
            Change = stack => Change(WithSchedule(stack, "plays", "rate(8 hours)")),
            Trouble = trouble,
            Functions = new InProcessFunctions(trouble),
            OnEntry = entry =>
            {
                trouble.Now = entry.Time;
                if (entry.Kind is not TimelineEntryKind.Detail)
                {
                    story.Enqueue(entry);
                }
            },
            Afterwards = async (twin, stop) => outcome = await ReadAsync(outcome, twin, buckets, asksQueries, stop),
        };
        try
        {
            await run.RunUnrecordedAsync(buckets, limit.Token);
        }
        catch (Exception broken) when (!cancellationToken.IsCancellationRequested)
        {
            outcome = outcome with
            {
                BrokenOff = limit.IsCancellationRequested ? "something waits for ever" : broken.Message,
            };
        }

        return outcome with { Happened = trouble.Happened, Passed = trouble.Passed, Story = [.. story] };
    }

    /// <summary>The stack with another schedule.</summary>
    public static DeclaredStack WithSchedule(DeclaredStack stack, string rule, string expression)
    {
        const string Schedule = "scheduleExpression";
        return stack with
        {
            Resources =
            [
                .. stack.Resources.Select(resource =>
                    resource.Is(EventBridgeResources.EventRule) && resource.PhysicalName == Prefix + rule
                        ? resource with
                        {
                            Inputs = resource.Inputs.SetItem(Schedule, expression),
                            State = resource.State.SetItem(Schedule, expression),
                        }
                        : resource),
            ],
        };
    }

    private static async Task<ChaosOutcome> ReadAsync(
        ChaosOutcome before,
        LocalTwin twin,
        string buckets,
        bool asksQueries,
        CancellationToken cancellationToken)
    {
        var (raw, processed) = (Path.Combine(buckets, $"{Prefix}raw"), Path.Combine(buckets, $"{Prefix}processed"));
        var queries = twin.OpenQueries();
        var database = twin.Catalog.Databases.Single();
        var analytics = twin.Catalog.Tables(database).Where(table => table.Iceberg is not null).ToList();
        var outcome = before with
        {
            Extracted =
            [
                .. from key in KeysOf(raw)
                   let snapshot = RawSnapshot.TryParseManifest(key, out var found) ? found : null
                   where snapshot is not null
                   select (snapshot.Date, snapshot.PlaylistId),
            ],
            Files = KeysOf(processed)
                .Where(key => !analytics.Exists(table =>
                    key.StartsWith(S3Folder.Parse(table.Location).Prefix, StringComparison.Ordinal)))
                .ToImmutableSortedDictionary(
                    key => key, key => MarkerText.Of(key, File.ReadAllText(Path.Combine(processed, key)))),
            Tables = analytics.ToImmutableSortedDictionary(
                table => table.Name,
                table => RowsOf(
                    queries.Execute($"SELECT * FROM \"{table.Name}\"", database, cancellationToken))),
            MissingDays = RowsOf(queries.Execute(
                queries.Named.Single(query => query.Name == MissingDays).Sql, database, cancellationToken)),
            Left = [.. LeasesIn(raw), .. LeftIn(twin)],
        };
        if (asksQueries)
        {
            outcome = outcome with
            {
                Queries = queries.Named.ToImmutableSortedDictionary(
                    query => query.Name,
                    query => RowsOf(queries.Execute(query.Sql, query.Database, cancellationToken))),
            };
        }

        return outcome with { Left = [.. outcome.Left, .. await RedriveAsync(twin, cancellationToken)] };
    }

    private static async Task<IEnumerable<string>> RedriveAsync(LocalTwin twin, CancellationToken cancellationToken)
    {
        var sent = twin.Messages.Count();
        if (sent == 0)
        {
            return [];
        }

        await using var target = new RunningStack(twin, Prefix);
        using var output = new StringWriter();
        var isEmpty = await new RedriveSession(target, new ToldUser(output), output).RunAsync(cancellationToken);
        return isEmpty ? [] : [$"The failure queue is not empty after a redrive: {output}"];
    }

    private static IEnumerable<string> LeasesIn(string raw) =>
        from key in (string[])[StateZone.Lease, StateZone.PublicationLease]
        let file = Path.Combine(raw, key)
        where File.Exists(file)
        let lease = LeaseState.Find(File.ReadAllBytes(file))
        where lease?.Until is not null
        select $"The lease {key} is held by {lease.Holder} until {lease.Until:u}.";

    private static IEnumerable<string> LeftIn(LocalTwin twin) =>
    [
        .. twin.Executions.Where(execution => execution.Status == ExecutionStatus.Running)
            .Select(execution => $"An execution of {execution.Machine} waits for ever in '{execution.States[^1]}'."),
        .. twin.Denied.Select(denied => $"IAM refused {denied.Action} on {denied.Resource}."),
        .. twin.Problems,
        .. twin.Discarded.Select(function => $"An event of {function} was discarded."),
        .. twin.Messages.Any()
            && !twin.Notifications.Any(sent => sent.Subject.Contains("failures-waiting", StringComparison.Ordinal))
                ? ["The failure queue has an event, and no alarm told of it."]
                : (string[])[],
    ];

    private static string RowsOf(Aws.Athena.Results.QueryResult result) => string.Join(
        '\n',
        Enumerable.Range(0, result.Rows.Length)
            .Select(row => string.Join('|', result.Texts(row)))
            .Order(StringComparer.Ordinal));

    private static IEnumerable<string> KeysOf(string bucket) => Directory
        .EnumerateFiles(bucket, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(bucket, file).Replace('\\', '/'));
}
