using Infra.Settings;
using Twin.Spotify.Faults;
using Twin.Spotify.Http;
using Twin.Spotify.Playlists;

namespace Twin.Tests.Host;

/// <summary>The table of faults in the page on operation, row by row: each fault is made in a run of the whole stack,
/// and its alarm notifies within the time that the row states.</summary>
public sealed class FaultAlarmTests
{
    private const string Extract = "spotify-dev-extract";
    private const string Transform = "spotify-dev-transform";
    private const string Repair = "spotify-dev-repair";
    private const string Handler = "Functions::Nothing::Here";
    private const string Processed = "arn:aws:s3:::spotify-dev-processed";
    private static readonly DateTimeOffset Created = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset FirstRun = Created.AddHours(6);

    private static readonly ImmutableDictionary<string, Fault> Faults = new Dictionary<string, Fault>
    {
        ["The schedule does not start the extraction"] = new()
        {
            Since = Created,
            Days = 2,
            Change = stack => stack.Without(LambdaResources.Permission, "spotify-dev-schedule"),
        },
        ["The extraction fails as a whole"] = new() { Change = stack => Broken(stack, Extract) },
        ["The extraction fails, and its event does not reach the failure queue"] = new()
        {
            Since = Created,
            Days = 2,
            Change = stack => Broken(stack, Extract).With(
                IamResources.RolePolicy, Extract, policy => policy.Replace("policy", "sqs:SendMessage", "sqs:Send")),
        },
        ["Lambda does not let a function start"] = new()
        {
            Change = stack => stack.With(
                LambdaResources.Function, Extract, function => function.Set("reservedConcurrentExecutions", 0.0)),
        },
        ["A playlist fails"] = new() { Plan = Always(new ServerError(500), RequestKind.Entries) },
        ["The authorization has expired"] = new() { Plan = Always(new InvalidGrant(), RequestKind.Token) },
        ["A playlist is gone"] = new() { Days = 3, Plan = Always(new NotFound(), RequestKind.Playlist) },
        ["A playlist is not owned"] = new()
        {
            Days = 3,
            Plan = Always(new Forbidden(ForbiddenReason.NotOwned), RequestKind.Entries),
        },
        ["Premium is required"] = new()
        {
            Days = 3,
            Plan = Always(new Forbidden(ForbiddenReason.Premium), RequestKind.Playlist),
        },
        ["A playlist waits in three runs in a row"] = new()
        {
            Since = FirstRun.AddDays(2),
            Days = 3,
            Plan = Always(new TooManyRequests(TimeSpan.FromHours(10)), RequestKind.Playlist),
            Also = ["no-snapshot"],
        },
        ["The refresh token is five months old"] = new()
        {
            Settings = [KeyValuePair.Create(KnownSettings.AuthorizedOn.Key, "2025-06-01")],
        },
        ["The transform fails"] = new() { Change = stack => Broken(stack, Transform) },
        ["Snapshots have no tables, and the repair cannot make them"] = new()
        {
            Change = stack => Denied(Denied(stack, Transform), Repair),
            Also = ["failures-waiting"],
        },
        ["The repair fails as a whole"] = new()
        {
            Change = stack => Broken(stack, Repair),
            Also = ["snapshots-unrepaired"],
        },
        ["The schedule does not start the repair"] = new()
        {
            Since = Created,
            Days = 2,
            Change = stack => stack.Without(LambdaResources.Permission, "spotify-dev-reconcile"),
        },
        ["Entries cannot be read"] = new() { Plan = () => new FaultPlan(new NumberAsEntry()) },
        ["A quality query returns rows"] = new() { Plan = () => new FaultPlan(new TextAsTime()) },
        ["Partitions cannot be registered"] = new()
        {
            Change = stack => stack.With(
                IamResources.RolePolicy, "spotify-dev-publish-states",
                policy => policy.Replace("policy", "glue:BatchCreatePartition", "glue:BatchGetPartition")),
        },
        ["A statement of the publication fails"] = new()
        {
            Change = stack => stack.With(
                IamResources.RolePolicy, "spotify-dev-publish-states",
                policy => policy.Replace("policy", "glue:UpdateTable", "glue:GetTableVersion")),
        },
        ["A request to publish cannot be delivered"] = new()
        {
            Change = stack => stack.With(
                IamResources.RolePolicy, "spotify-dev-publish-rule",
                policy => policy.Replace("policy", "stateMachine:spotify-dev-publish", "stateMachine:renamed")),
        },
    }.ToImmutableDictionary();

    public static TheoryData<string> Names => [.. Faults.Keys.Order(StringComparer.Ordinal)];

    private static IEnumerable<ImmutableArray<string>> Rows =>
        Page.Get("docs/operate.md").Rows("| fault | alarm | within |");

    [Fact]
    public void The_page_on_operation_has_a_row_for_each_fault_and_no_other() => Assert.Equal(
        Faults.Keys.Order(StringComparer.Ordinal), Rows.Select(row => row[0]).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Names))]
    public async Task A_fault_is_told_by_its_alarms_in_time_and_by_no_other(string name)
    {
        var fault = Faults[name];
        var row = Assert.Single(Rows, row => row[0] == name);
        var told = Page.SpansIn(row[1]).ToList();
        var options = TestRun.Small with
        {
            Days = fault.Days,
            Until = RunStage.Publish,
            FinishesLastDay = true,
            Settings = ImmutableDictionary.CreateRange(fault.Settings),
        };

        using var run = await TestRun.RunAsync(options, fault.Change, fault.Plan?.Invoke());

        var alarms = run.Record.Notifications
            .Where(sent => sent.Subject.StartsWith("ALARM", StringComparison.Ordinal))
            .ToLookup(sent => sent.Subject.Split('"')[1].Replace("spotify-dev-", "", StringComparison.Ordinal));
        Assert.Equal(
            told.Concat(fault.Also).Order(StringComparer.Ordinal),
            alarms.Select(alarm => alarm.Key).Order(StringComparer.Ordinal));
        Assert.All(told, alarm => Assert.InRange(
            alarms[alarm].First().Time, fault.Since, fault.Since + Duration(row[2])));
        // One mail for as long as the fault lasts.
        Assert.All(alarms, alarm => Assert.Single(alarm));
    }

    private static TimeSpan Duration(string text) => text.Split(' ') switch
    {
        [var number, "minutes"] => TimeSpan.FromMinutes(int.Parse(number, CultureInfo.InvariantCulture)),
        [var number, "hour" or "hours"] => TimeSpan.FromHours(int.Parse(number, CultureInfo.InvariantCulture)),
        _ => throw new FormatException($"'{text}' is no time in minutes or hours"),
    };

    private static Func<FaultPlan> Always(global::Twin.Spotify.Faults.Fault fault, RequestKind kind) =>
        () => new FaultPlan(new ScriptedFault(fault) { Kind = kind, Times = int.MaxValue });

    private static DeclaredStack Broken(DeclaredStack stack, string function) =>
        stack.With(LambdaResources.Function, function, found => found.Set("handler", Handler));

    private static DeclaredStack Denied(DeclaredStack stack, string function) => stack.With(
        IamResources.RolePolicy,
        function,
        policy => policy.Replace("policy", $"{Processed}/{Tables.Albums.Prefix}*", $"{Processed}/renamed/*"));

    private sealed record Fault
    {
        public Func<DeclaredStack, DeclaredStack>? Change { get; init; }

        /// <summary>Creates the faults of Spotify, which count requests.</summary>
        public Func<FaultPlan>? Plan { get; init; }
        public ImmutableArray<KeyValuePair<string, string>> Settings { get; init; } = [];
        public int Days { get; init; } = 1;

        /// <summary>The time from which the row's time counts.</summary>
        public DateTimeOffset Since { get; init; } = FirstRun;

        /// <summary>The alarms that tell of the fault's consequences later.</summary>
        public ImmutableArray<string> Also { get; init; } = [];
    }
}

/// <summary>A playlist of two entries, the second one of which is a number.</summary>
internal sealed class NumberAsEntry : FaultSource
{
    internal override SandboxPlaylist CurrentVersion(SandboxPlaylist playlist, int day) =>
        playlist with { Entries = [playlist.Entries[0], "7"u8.ToArray()] };
}

/// <summary>A playlist whose first entry was added at a text that is no time.</summary>
internal sealed class TextAsTime : FaultSource
{
    internal override SandboxPlaylist CurrentVersion(SandboxPlaylist playlist, int day) =>
        playlist with { Entries = [WithoutTime(playlist.Entries[0]), .. playlist.Entries.Skip(1)] };

    private static byte[] WithoutTime(ReadOnlyMemory<byte> entry)
    {
        var changed = JsonNode.Parse(entry.Span)!.AsObject();
        changed["added_at"] = "soon";
        return JsonSerializer.SerializeToUtf8Bytes(changed);
    }
}
