namespace Twin.Tests.Aws.EventBridge;

public sealed class ScheduledEventMessageTests
{
    [Fact]
    public void A_schedules_event_has_the_documented_shape()
    {
        const string Rule = "arn:aws:events:eu-central-1:123456789012:rule/daily";
        var time = new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);

        var sent = ScheduledEventMessage.Create(Rule, "123456789012", "eu-central-1", time);
        var later = ScheduledEventMessage.Create(Rule, "123456789012", "eu-central-1", time.AddDays(1));

        Assert.NotEqual((string?)sent["id"], (string?)later["id"]);
        Assert.True(Guid.TryParse((string?)sent["id"], out _));
        sent.Remove("id");
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(
                $$"""
                {"version": "0", "detail-type": "Scheduled Event", "source": "aws.events", "account": "123456789012",
                 "time": "2026-11-21T06:00:00Z", "region": "eu-central-1", "resources": ["{{Rule}}"], "detail": {} }
                """),
            sent),
            sent.ToJsonString());
    }
}
