using Functions.Forget;
using Functions.Lake;
using Functions.Repair;
using Infra.Settings;
using Twin.Aws.Hosting;
using Twin.Aws.Lambda;
using Twin.Aws.S3;
using Twin.Host;
using Twin.Host.History;
using Twin.Spotify.Configuration;
using Twin.Spotify.Faults;

namespace Twin.Cli.Permissions.Proof;

/// <summary>A small run that uses permissions.</summary>
internal sealed record ProvedRun(string Name, RunOptions Options)
{
    private const string Stack = "prod";

    // A replay, and events that each function fails for.
    private const string FirstDay = "2026-11-01";
    private const string LastDay = "2026-11-02";

    private static readonly RunOptions Day = new(
        Stack, [], Era.Development2026, Days: 1, PlaylistCount: 1, TrackCount: 3, Seed: 1, Out: "")
    {
        Until = RunStage.Publish,
        Settings = ImmutableDictionary<string, string>.Empty
            .Add(KnownSettings.Plays.Key, "true")
            .Add(KnownSettings.Warehouse.Key, "snowflake")
            .Add(KnownSettings.SnowflakeOrganization.Key, "organization")
            .Add(KnownSettings.SnowflakeAccount.Key, "account")
            .Add(KnownSettings.SnowflakeUser.Key, "deployer"),
    };

    private static readonly ImmutableDictionary<string, string> BySpark =
        Day.Settings.Add(KnownSettings.Transform.Key, "spark");

    /// <summary>The runs that together use all that can be used on one machine.</summary>
    public static ImmutableArray<ProvedRun> All { get; } =
    [
        new("reading with faults", Day with { Until = RunStage.Extract, Faults = FaultLevel.Chaos }),
        new("tables", Day with { Until = RunStage.Transform }),
        new("publication", Day),
        new("lost event, repair, replay, failed events", Day with { Days = 2, FinishesLastDay = true })
        {
            Deliveries = LoseFirstDay,
            Afterwards = ReplayAndFailAsync,
        },
        new("Spark, replay", Day with { Days = 2, FinishesLastDay = true, Settings = BySpark })
        {
            Afterwards = ReplayBySparkAsync,
        },
        new("import, repeated events", Day)
        {
            Export = """[{"ts":"2020-04-11T00:27:53Z","ms_played":1000,"master_metadata_track_name":"a"}]""",
            Deliveries = _ => 2,
        },
        new("forget", Day) { Afterwards = ForgetAsync },
        new("half months, a late repair, expired days", Day with
        {
            Days = 4,
            Settings = Day.Settings
                .Remove(KnownSettings.Plays.Key)
                .Add(KnownSettings.Schedule.Key, "cron(0 6 1,16 * ? *)")
                .Add(KnownSettings.ReconcileSchedule.Key, "rate(6 days)")
                .Add(KnownSettings.Crawl.Key, "never")
                .Add(KnownSettings.RawRetentionDays.Key, "40")
                .Add(KnownSettings.TableRetentionDays.Key, "40"),
        })
        {
            Deliveries = LoseFirstDay,
            Playlist = """{"items":[{"is_local":true,"track":{"type":"track","name":"a","is_local":true}}]}""",
        },
    ];

    /// <summary>A captured playlist, which never changes; null for a synthetic one.</summary>
    public string? Playlist { get; init; }

    /// <summary>The content of an export that is imported; null: Spotify is read.</summary>
    public string? Export { get; init; }

    /// <summary>The number of times that the event of a written object is delivered.</summary>
    public Func<ObjectCreated, int> Deliveries { get; init; } = _ => 1;

    public Func<LocalTwin, CancellationToken, Task> Afterwards { get; init; } = (_, _) => Task.CompletedTask;

    /// <param name="change">The change of the declared stack.</param>
    /// <param name="onRefused">Called when IAM refuses a call.</param>
    public async Task<RunOutcome> RunAsync(
        Func<DeclaredStack, DeclaredStack> change,
        Action<string> onRefused,
        IFunctionRuntime functions,
        CancellationToken cancellationToken)
    {
        using var folder = TemporaryFolder.Create("permissions");
        var run = new TwinRun(
            Options with
            {
                Playlists = Playlist is null ? [] : [Write("playlist.json", Playlist)],
                History = Export is null ? null : new ExportOptions([Write("StreamingHistory0.json", Export)], false),
            },
            TimeProvider.System)
        {
            Change = change,
            Functions = functions,
            OnRefused = onRefused,
            Deliveries = Deliveries,
            Afterwards = Afterwards,
        };
        return await run.RunAsync(Path.Combine(folder.FullName, "s3"), cancellationToken);

        string Write(string name, string content)
        {
            var file = Path.Combine(folder.FullName, name);
            File.WriteAllText(file, content);
            return file;
        }
    }

    private static int LoseFirstDay(ObjectCreated created) =>
        RawSnapshot.TryParseManifest(created.Key, out _) && created.Key.Contains(FirstDay, StringComparison.Ordinal)
            ? 0
            : 1;

    private static async Task ReplayAndFailAsync(LocalTwin twin, CancellationToken cancellationToken)
    {
        await ReplayAsync(twin, RepairEvent.ShadowStep, cancellationToken);
        await ReplayAsync(twin, RepairEvent.PromoteStep, cancellationToken);
        foreach (var function in twin.Invocations.Select(function => function.Key).ToList())
        {
            await twin.EnqueueAsync(function, "[]"u8.ToArray());
        }

        await twin.CompletePendingAsync(cancellationToken);
    }

    private static async Task ForgetAsync(LocalTwin twin, CancellationToken cancellationToken)
    {
        var plays = new ForgetEvent(ForgetEvent.Remove, Plays: true);
        foreach (var asked in (ForgetEvent[])[
            new(ForgetEvent.Show, User: "somebody"), plays, plays with { Step = ForgetEvent.Erase }])
        {
            await twin.InvokeAsync(
                $"spotify-{Stack}-forget", JsonSerializer.SerializeToUtf8Bytes(asked), cancellationToken);
        }

        await twin.CompletePendingAsync(cancellationToken);
    }

    private static async Task ReplayBySparkAsync(LocalTwin twin, CancellationToken cancellationToken)
    {
        await twin.RunJobAsync(
            $"spotify-{Stack}-spark",
            new Dictionary<string, string>
            {
                ["--prefix"] = ReplayZone.PrefixOf("proof"),
                ["--from"] = FirstDay,
                ["--to"] = LastDay,
                ["--again"] = "true",
            },
            cancellationToken);
        await ReplayAsync(twin, RepairEvent.CompareStep, cancellationToken);
        await ReplayAsync(twin, RepairEvent.PromoteStep, cancellationToken);
    }

    private static Task<InvokeResult> ReplayAsync(LocalTwin twin, string step, CancellationToken cancellationToken) =>
        twin.InvokeAsync(
            $"spotify-{Stack}-repair",
            JsonSerializer.SerializeToUtf8Bytes(new RepairEvent(
                Action: RepairEvent.ReplayAction,
                Step: step,
                Id: "proof",
                From: DateOnly.Parse(FirstDay, CultureInfo.InvariantCulture),
                To: DateOnly.Parse(LastDay, CultureInfo.InvariantCulture))),
            cancellationToken);
}
