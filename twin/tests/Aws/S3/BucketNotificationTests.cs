namespace Twin.Tests.Aws.S3;

public sealed class BucketNotificationTests
{
    private static readonly Caller Writer = new("123456789012", "r", "arn", "AROA", "s");

    [Theory]
    [InlineData("s3:ObjectCreated:*", "raw/x/manifest.json", true)]
    [InlineData("s3:ObjectCreated:Put", "raw/x/manifest.json", true)]
    [InlineData("s3:ObjectCreated:Copy", "raw/x/manifest.json", false)]
    [InlineData("s3:ObjectCreated:*", "raw/x/page-00000.json", false)]
    [InlineData("s3:ObjectCreated:*", "state/x/manifest.json", false)]
    public void An_event_goes_where_event_prefix_and_suffix_fit(string name, string key, bool expected)
    {
        var notifications = new BucketNotifications();
        notifications.Declare("chart-raw", [new("manifest", "arn:fn", [name], "raw/", "manifest.json")]);

        var targets = notifications.TargetsOf(Created("chart-raw", key));

        Assert.Equal(expected ? ["arn:fn"] : [], targets.Select(target => target.FunctionArn));
        Assert.Empty(notifications.TargetsOf(Created("chart-processed", key)));
    }

    [Theory]
    [InlineData("s3:ObjectCreated:Put", "raw/a/", "", true)]
    [InlineData("s3:ObjectCreated:*", "", ".json", true)]
    [InlineData("s3:ObjectCreated:Copy", "raw/", "", true)]
    [InlineData("s3:ObjectCreated:*", "state/", "", false)]
    [InlineData("s3:ObjectCreated:*", "raw/", ".csv", false)]
    public void Overlapping_notifications_are_refused(string name, string prefix, string suffix, bool refused)
    {
        var notifications = new BucketNotifications();
        void Declare() => notifications.Declare(
            "chart-raw",
            [
                new("first", "arn:a", ["s3:ObjectCreated:*"], "raw/", "manifest.json"),
                new("second", "arn:b", [name], prefix, suffix),
            ]);

        if (refused)
        {
            var exception = Assert.Throws<NotificationException>(Declare);
            Assert.Contains("first and second overlap", exception.Message, StringComparison.Ordinal);
        }
        else
        {
            Declare();
        }
    }

    [Fact]
    public void A_second_configuration_is_refused_as_it_would_replace_the_first()
    {
        var notifications = new BucketNotifications();
        notifications.Declare("chart-raw", [], toEventBridge: true);

        var exception = Assert.Throws<NotificationException>(() => notifications.Declare("chart-raw", []));

        Assert.Contains("chart-raw has two notification configurations", exception.Message, StringComparison.Ordinal);
        Assert.True(notifications.SendsToEventBridge("chart-raw"));
        Assert.False(notifications.SendsToEventBridge("chart-processed"));
    }

    [Fact]
    public void An_event_that_is_never_raised_is_named()
    {
        var exception = Assert.Throws<NotificationException>(() => new BucketNotifications().Declare(
            "chart-raw", [new("gone", "arn:a", ["s3:ObjectRemoved:*"])]));

        Assert.Contains("\"s3:ObjectRemoved:*\"", exception.Message, StringComparison.Ordinal);
    }

    private static ObjectCreated Created(string bucket, string key) =>
        new(bucket, key, 1, "etag", null, "0", Writer, "r", DateTimeOffset.UnixEpoch);
}
