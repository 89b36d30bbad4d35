using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;
using Functions.Publish;
using Functions.Repair;

namespace Tests.Functions;

public sealed class HandlerContractTests
{
    private static readonly ILambdaSerializer Serializer = (ILambdaSerializer)Activator.CreateInstance(
        typeof(ExtractHandler).Assembly.GetCustomAttributes(typeof(LambdaSerializerAttribute), inherit: false)
            .Cast<LambdaSerializerAttribute>()
            .Single()
            .SerializerType)!;

    [Theory]
    [InlineData("""{"at":"0001-01-01T00:00:00Z"}""", "'at' is 0001-01-01T00:00:00.0000000")]
    [InlineData("""{"at":"2026-11-21T06:00:00Z","started":"9999-12-31T23:59:59Z"}""", "'started' is 9999")]
    [InlineData("""{"at":"2026-11-21T06:00:00Z"}""", "no 'execution'")]
    [InlineData("""{"at":"2026-11-21T06:00:00Z","execution":"x","request":""}""", "'request' is ''")]
    [InlineData("""{"at":"2026-11-21T06:00:00Z","execution":"x","part":{}}""", "'part' has no 'days'")]
    [InlineData("""{"at":"2026-11-21T06:00:00Z","execution":"x","year":{"months":{"2026-11":null}}}""", "'months'")]
    public void A_step_that_somebody_wrote_is_refused_by_what_is_wrong(string json, string named) =>
        AssertRefused(named, () => Read<PublicationEvent>(json).Check());

    [Theory]
    [InlineData("""{"time":"9999-12-31T23:59:59Z"}""", "'time' is 9999")]
    [InlineData("""{"from":"0001-01-01"}""", "'from' is 0001-01-01")]
    [InlineData("""{"to":"9999-12-31"}""", "'to' is 9999-12-31")]
    [InlineData("""{"playlist_ids":[null]}""", "'playlist_ids' has an element without an id")]
    public void A_replay_that_somebody_wrote_is_refused_by_what_is_wrong(string json, string named) =>
        AssertRefused(named, () => Read<RepairEvent>(json).Check());

    [Fact]
    public void An_extraction_of_a_time_out_of_range_is_refused() =>
        AssertRefused("'time' is 0001", () => Read<ScheduledEvent>("""{"time":"0001-01-01T00:00:00Z"}""").Check());

    [Fact]
    public void Handler_strings_have_Lambdas_form()
    {
        Assert.Equal("Functions::Functions.Extract.ExtractHandler::HandleAsync", ExtractHandler.Name);
        Assert.Equal("Functions::Functions.Transform.TransformHandler::HandleAsync", TransformHandler.Name);
        Assert.Equal("Functions::Functions.Repair.RepairHandler::HandleAsync", RepairHandler.Name);
        Assert.Equal("Functions::Functions.Publish.PublishHandler::HandleAsync", PublishHandler.Name);
    }

    [Theory]
    [InlineData(
        """
        {"version":"0","id":"x","detail-type":"Scheduled Event","source":"aws.events","time":"2026-11-21T06:00:00Z",
         "resources":["arn"],"detail":{}}
        """,
        "2026-11-21T06:00:00Z")]
    [InlineData("{}", null)]
    public void A_scheduled_event_is_read_with_or_without_its_time(string json, string? time)
    {
        var schedule = Read<ScheduledEvent>(json);

        Assert.Equal(time is null ? null : DateTimeOffset.Parse(time, null), schedule.Time);
    }

    [Fact]
    public void An_event_of_S3_is_read_with_its_encoded_key()
    {
        var notification = Read<S3Event>(
            """
            {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-central-1",
             "eventTime":"2026-11-21T06:00:00.000Z","eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"raw"},
             "object":{"key":"raw/playlist_id%3DA/manifest.json","size":7,"eTag":"e","sequencer":"0"}}}]}
            """);

        var record = Assert.Single(notification.Records);
        Assert.Equal(
            ("ObjectCreated:Put", "raw", "raw/playlist_id=A/manifest.json"),
            (record.EventName, record.S3.Bucket.Name, record.S3.Object.KeyDecoded));
    }

    [Fact]
    public void A_step_of_the_publication_is_read_and_answered_as_the_state_machine_has_it()
    {
        var asked = Read<PublicationEvent>(
            """
            {"step":"record","execution":"e","at":"2026-11-21T06:00:00.123Z","lease_seconds":60,
             "part":{"first_day":"2026-11-01","last_day":"2026-11-21","days":{"2026-11-01":"a","2026-11-21":""}}}
            """);

        const string Year = """
            {"first_day":"2025-02-01","last_day":"2025-10-31","first_month":"2025-02","last_month":"2025-10",
            "months":{"2025-02":"b","2025-10":""}}
            """;
        var ofPlays = Read<PublicationEvent>(
            $$"""{"step":"record","execution":"e","at":"2026-11-21T06:00:00Z","year":{{Year}}}""");

        Assert.Equal(
            (PublicationEvent.Record, "e", 60, (string?)null),
            (asked.Step, asked.Execution, asked.LeaseSeconds, asked.Request));
        Assert.Equal(
            """{"next":"publish","because":"1 day","parts":["""
            + """{"first_day":"2026-11-01","last_day":"2026-11-21","""
            + "\"days\":{\"2026-11-01\":\"a\",\"2026-11-21\":\"\"}}],\"plays\":["
            + Year.ReplaceLineEndings("") + "],\"maintain\":true,\"from\":\"\"}",
            Write(new PublicationReport(
                PublicationReport.Publish, "1 day", [asked.Part!], [ofPlays.Year!], Maintain: true)));
    }

    [Fact]
    public void Reports_are_written_with_names_in_snake_case()
    {
        var extract = new ExtractReport(
            "2026-11-21T06:00:00Z",
            [
                new PlaylistOutcome("A", OutcomeKind.Complete) { Entries = 1, Pages = 1, Manifest = "raw/m" },
                new PlaylistOutcome("B", OutcomeKind.ChangedWhileReading) { Reason = "r", Advice = "a" },
                new PlaylistOutcome("C", OutcomeKind.Waiting) { WaitingUntil = "2026-11-22T06:00:00Z" },
            ]);
        var transform = new TransformReport(
            [new SnapshotReport("raw/m", new Dictionary<string, int> { ["song_artists"] = 2 }, 0)],
            [new MonthReport("2026-11", 3, 1, 2)]);

        Assert.Equal(
            """{"extracted_at":"2026-11-21T06:00:00Z","playlists":["""
            + """{"playlist":"A","outcome":"complete","entries":1,"pages":1,"manifest":"raw/m"},"""
            + """{"playlist":"B","outcome":"changed while reading","reason":"r","advice":"a"},"""
            + """{"playlist":"C","outcome":"waiting until 2026-11-22T06:00:00Z","waiting_until":"""
            + "\"2026-11-22T06:00:00Z\"}"
            + "]}",
            Write(extract));
        Assert.Equal(
            """{"snapshots":[{"manifest":"raw/m","rows":{"song_artists":2},"rejected":0}],"months":["""
            + """{"month":"2026-11","rows":3,"rejected":1,"unmatched":2}]}""",
            Write(transform));
    }

    private static T Read<T>(string json) => Serializer.Deserialize<T>(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    private static string Write<T>(T report)
    {
        using var json = new MemoryStream();
        Serializer.Serialize(report, json);
        return Encoding.UTF8.GetString(json.ToArray());
    }

    private static void AssertRefused(string named, Action check) =>
        Assert.Contains(named, Assert.Throws<ArgumentException>(check).Message, StringComparison.Ordinal);
}
