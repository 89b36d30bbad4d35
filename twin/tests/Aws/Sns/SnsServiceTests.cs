using Twin.Aws.Sns;

namespace Twin.Tests.Aws.Sns;

public sealed class SnsServiceTests
{
    private const string Topic = "arn:aws:sns:eu-central-1:000000000000:alarms";
    private const string CloudWatch = "cloudwatch.amazonaws.com";
    private const string Alarm = "arn:aws:cloudwatch:eu-central-1:000000000000:alarm:dev-errors";
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 6, 0, 0, TimeSpan.Zero);

    private readonly AccessControl _access = new("000000000000");
    private readonly SnsService _topics;

    public SnsServiceTests()
    {
        _access.AddResourcePolicy(Topic, PolicyDocument.Parse($$"""
            {
                "Version": "2012-10-17",
                "Statement": [{
                    "Effect": "Allow",
                    "Principal": {"Service": "{{CloudWatch}}"},
                    "Action": "sns:Publish",
                    "Resource": "{{Topic}}",
                    "Condition": {
                        "StringEquals": {"aws:SourceAccount": "000000000000"},
                        "ArnLike": {"aws:SourceArn": "arn:aws:cloudwatch:eu-central-1:000000000000:alarm:dev-*"}
                    }
                }]
            }
            """));
        _topics = new SnsService(_access, new FakeTimeProvider(Now));
    }

    [Fact]
    public void A_topic_keeps_what_it_would_send_to_its_subscribers()
    {
        _topics.Add(Topic, "alarms");
        _topics.Subscribe(Topic, "one@example.com");
        _topics.Subscribe(Topic, "two@example.com");

        Assert.True(MayPublish(CloudWatch, Alarm, out _));
        _topics.Publish(Topic, "ALARM", "text");
        _topics.Publish(Topic, null, "event");

        Assert.Equal(["ALARM", "AWS Notification Message"], _topics.Sent.Select(sent => sent.Subject));
        Assert.Equal(["text", "event"], _topics.Sent.Select(sent => sent.Message));
        Assert.All(_topics.Sent, sent => Assert.Equal(["one@example.com", "two@example.com"], sent.Recipients));
        Assert.All(_topics.Sent, sent => Assert.Equal(("alarms", Now), (sent.Topic, sent.Time)));
    }

    [Theory]
    [InlineData("events.amazonaws.com", Alarm)]
    [InlineData(CloudWatch, "arn:aws:cloudwatch:eu-central-1:000000000000:alarm:prod-errors")]
    public void A_publisher_that_the_policy_does_not_allow_is_denied_and_recorded(string service, string source)
    {
        _topics.Add(Topic, "alarms");

        Assert.False(MayPublish(service, source, out var because));

        Assert.Contains("no resource-based policy allows the sns:Publish action", because, StringComparison.Ordinal);
        Assert.Equal(service, Assert.Single(_access.Denied).Principal);
    }

    [Theory]
    [InlineData("alias/aws/sns")]
    [InlineData("arn:aws:kms:eu-central-1:000000000000:alias/aws/sns")]
    public void No_service_can_use_the_AWS_managed_key(string key)
    {
        _topics.Add(Topic, "alarms", key);

        Assert.False(MayPublish(CloudWatch, Alarm, out var because));

        Assert.Contains("alias/aws/sns", because, StringComparison.Ordinal);
    }

    private bool MayPublish(string service, string source, out string because) => _topics.MayPublish(
        Topic,
        service,
        new RequestContext().With("aws:SourceArn", source).With("aws:SourceAccount", "000000000000"),
        out because);
}
