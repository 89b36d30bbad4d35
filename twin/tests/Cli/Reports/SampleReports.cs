using Twin.Tests.Cli.Music;

namespace Twin.Tests.Cli.Reports;

internal static class SampleReports
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A run of some days with everything that a report shows.</summary>
    /// <param name="name">Makes each name and text from its plain form.</param>
    public static ReportContent Create(int days, int playlists, Func<string, string> name, int years = 1)
    {
        var record = Records.Full(name);
        return new ReportContent(
            record with
            {
                Stack = "dev",
                Failures = [],
                Playlists =
                [
                    .. Enumerable.Range(1, playlists).Select(number => record.Playlists[0] with
                    {
                        Id = $"id{number}", Name = name($"Playlist {number}"), Outcome = "complete", WaitingUntil = null,
                    }),
                ],
                Functions = record.Functions.Add("spotify-dev-extract", new RunRecord.FunctionRecord(days, 0, 1.5)),
                Alarms = ImmutableSortedDictionary<string, RunRecord.AlarmRecord>.Empty
                    .Add("spotify-dev-one", new RunRecord.AlarmRecord("OK", name("reason")))
                    .Add("spotify-dev-two", new RunRecord.AlarmRecord("OK", name("reason"))),
                EndedAt = Begin.AddDays(days),
            },
            SyntheticMusic.All(days, playlists, name, years))
        {
            Stack = Stack(),
            Entries = Timeline(days, name),
            Cost = new MonthlyCost(
                "USD", "eu-central-1", new DateOnly(2026, 11, 1), days,
                [new MonthlyCost.ServiceCost("S3", 0.5m), new MonthlyCost.ServiceCost("Glue", 0.001m)], 0.501m, 0.1m),
            Rejected = [new RejectedEntry("rejected/one.jsonl", 7, name("rejected because"))],
            Objects = ImmutableSortedDictionary<string, int>.Empty.Add("spotify-dev-raw", 1234),
        };
    }

    /// <summary>The same run after a failure: a playlist that waits, and an alarm that is raised.</summary>
    public static ReportContent Failed(Func<string, string> name)
    {
        var content = Create(3, 2, name);
        return content with
        {
            Run = content.Run with
            {
                Failures = [name("the failure") + "\n" + name("its second line")],
                Messages = [new RunRecord.MessageRecord("spotify-dev-failures", "id", Begin, name("the event"))],
                Playlists =
                [
                    content.Run.Playlists[0] with { Outcome = "waiting until 07:00", WaitingUntil = "2026-11-04T07:00:00Z" },
                    content.Run.Playlists[1] with { Outcome = "not found" },
                ],
                Alarms = content.Run.Alarms.SetItem("spotify-dev-two", new RunRecord.AlarmRecord("ALARM", name("reason"))),
            },
        };
    }

    private static StackRecord Stack()
    {
        (string Type, string Name)[] resources =
        [
            (ResourceTypes.Function, "spotify-dev-extract"), (ResourceTypes.Bucket, "spotify-dev-raw"),
            (ResourceTypes.Queue, "spotify-dev-failures"), (ResourceTypes.MetricAlarm, "spotify-dev-one"),
            (ResourceTypes.MetricAlarm, "spotify-dev-two"), (ResourceTypes.Topic, "spotify-dev-alarms"),
            (ResourceTypes.LogGroup, "logs"),
        ];
        string Title(int index) => $"{resources[index].Type} '{resources[index].Name}'";
        return new StackRecord
        {
            Stack = "dev",
            Region = "eu-central-1",
            Resources =
            [
                .. resources.Select(resource => new StackRecord.ResourceRecord(
                    resource.Type,
                    resource.Name,
                    null,
                    [],
                    false,
                    new JsonObject
                    {
                        ["name"] = resource.Name,
                        ["alarmDescription"] = "What to do: look.",
                        ["environment"] = new JsonObject
                        {
                            ["variables"] = new JsonObject { [ExtractEnvironment.ApiBaseAddress] = "x" },
                        },
                    })),
            ],
            Edges =
            [
                new StackRecord.EdgeRecord(Title(0), Title(1), "writes"),
                new StackRecord.EdgeRecord(Title(1), Title(0), "reads"),
                new StackRecord.EdgeRecord(Title(0), Title(2), "on failure"),
                new StackRecord.EdgeRecord(Title(2), Title(3), ""),
                new StackRecord.EdgeRecord(Title(3), Title(5), ""),
                new StackRecord.EdgeRecord(Title(4), Title(5), ""),
                new StackRecord.EdgeRecord(Title(0), Title(6), "logs"),
            ],
        };
    }

    private static ImmutableArray<TimelineEntry> Timeline(int days, Func<string, string> name) =>
    [
        .. Enumerable.Range(0, days).SelectMany(day => new[]
        {
            Entry(day, TimelineSource.EventBridge, "spotify-dev-schedule fires: cron(0 6 * * ? *)"),
            Entry(day, TimelineSource.Spotify, "GET /v1/playlists/x → 200", TimelineEntryKind.Detail),
            Entry(day, TimelineSource.Spotify, "GET /v1/playlists/x → 429 (fault: 429)", TimelineEntryKind.Detail),
            Entry(day, TimelineSource.Lambda, name("done"), day % 5 == 1 ? TimelineEntryKind.Warning : TimelineEntryKind.Event),
            Entry(day, TimelineSource.CloudWatch, day % 2 == 0
                ? "spotify-dev-one: OK → ALARM. Threshold Crossed." : "spotify-dev-one: ALARM → OK. Threshold Crossed."),
            Entry(day, TimelineSource.Run, name("a playlist complete"), TimelineEntryKind.Milestone),
        }),
    ];

    private static TimelineEntry Entry(
        int day, string source, string text, TimelineEntryKind kind = TimelineEntryKind.Event) =>
        new(TimeSpan.FromSeconds(day), Begin.AddDays(day).AddHours(6), source, text, kind);
}
