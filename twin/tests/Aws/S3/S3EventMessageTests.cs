namespace Twin.Tests.Aws.S3;

public sealed class S3EventMessageTests
{
    private static readonly S3EventMessage Events = new("eu-central-1", "123456789012");

    private static readonly ObjectCreated Manifest = new(
        "chart-raw",
        "raw/playlist_id=1/a b+é.json",
        42,
        "d41d8cd98f00b204e9800998ecf8427e",
        null,
        "0065E1F50000000001",
        new Caller("123456789012", "extract", "arn:aws:iam::123456789012:role/extract", "AROAEXAMPLE", "chart-extract"),
        "4442587FB7D0A2F9",
        new DateTimeOffset(2026, 11, 21, 6, 0, 0, 250, TimeSpan.Zero));

    [Fact]
    public void A_notification_has_the_documented_shape()
    {
        var record = Assert.Single(Events.ToNotification(Manifest, "manifest")["Records"]!.AsArray())!;

        var responseElements = record["responseElements"]!.AsObject();
        Assert.Equal("4442587FB7D0A2F9", (string?)responseElements["x-amz-request-id"]);
        Assert.NotEmpty((string?)responseElements["x-amz-id-2"] ?? "");
        responseElements.Remove("x-amz-id-2");
        Assert.NotEmpty((string?)record["s3"]!["bucket"]!["ownerIdentity"]!["principalId"] ?? "");
        record["s3"]!["bucket"]!.AsObject().Remove("ownerIdentity");
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(
                """
                {"eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "eu-central-1",
                 "eventTime": "2026-11-21T06:00:00.250Z", "eventName": "ObjectCreated:Put",
                 "userIdentity": {"principalId": "AWS:AROAEXAMPLE:chart-extract"},
                 "requestParameters": {"sourceIPAddress": "127.0.0.1"},
                 "responseElements": {"x-amz-request-id": "4442587FB7D0A2F9"},
                 "s3": {"s3SchemaVersion": "1.0", "configurationId": "manifest",
                   "bucket": {"name": "chart-raw", "arn": "arn:aws:s3:::chart-raw"},
                   "object": {"key": "raw/playlist_id%3D1/a+b%2B%C3%A9.json", "size": 42,
                     "eTag": "d41d8cd98f00b204e9800998ecf8427e", "sequencer": "0065E1F50000000001"}}}
                """),
            record),
            record.ToJsonString());
    }

    [Fact]
    public void An_EventBridge_event_has_the_documented_shape()
    {
        var sent = Events.ToEventBridge(Manifest with { VersionId = "v1" });

        Assert.True(Guid.TryParse((string?)sent["id"], out _));
        sent.Remove("id");
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(
                """
                {"version": "0", "detail-type": "Object Created", "source": "aws.s3", "account": "123456789012",
                 "time": "2026-11-21T06:00:00Z", "region": "eu-central-1", "resources": ["arn:aws:s3:::chart-raw"],
                 "detail": {"version": "0", "bucket": {"name": "chart-raw"},
                   "object": {"key": "raw/playlist_id=1/a b+é.json", "size": 42,
                     "etag": "d41d8cd98f00b204e9800998ecf8427e", "version-id": "v1",
                     "sequencer": "0065E1F50000000001"},
                   "request-id": "4442587FB7D0A2F9", "requester": "123456789012",
                   "source-ip-address": "127.0.0.1", "reason": "PutObject"}}
                """),
            sent),
            sent.ToJsonString());
    }

    [Theory]
    [InlineData("plain/key-1_2.json", "plain/key-1_2.json")]
    [InlineData("a b", "a+b")]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("(x)~'", "%28x%29%7E%27")]
    [InlineData("🎵", "%F0%9F%8E%B5")]
    public void A_key_is_encoded_as_in_a_form(string key, string expected)
    {
        Assert.Equal(expected, S3EventMessage.EncodeKey(key));
        Assert.Equal(key, WebUtility.UrlDecode(expected));
    }

    [Fact]
    public async Task The_later_of_two_writes_has_the_greater_sequencer()
    {
        await using var s3 = await LocalS3.StartAsync();

        await s3.PutAsync("page", "1");
        await s3.PutAsync("page", "2");
        s3.Clock.Advance(TimeSpan.FromDays(1));
        await s3.PutAsync("page", "3");

        var sequencers = s3.Created.Select(created => created.Sequencer).ToList();
        Assert.Equal(3, sequencers.Count);
        Assert.Equal(sequencers.Order(StringComparer.Ordinal), sequencers);
        Assert.Equal("chart-extract", s3.Created.First().Principal.SessionName);
    }
}
