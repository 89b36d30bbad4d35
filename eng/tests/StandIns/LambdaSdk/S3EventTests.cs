using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Eng.Tests.StandIns.LambdaSdk;

public sealed class S3EventTests
{
    // The example of "Event message structure" in the Amazon S3 user guide, with a key that needs encoding.
    private const string Message = """
        {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-west-2",
        "eventTime":"1970-01-01T00:00:00.000Z","eventName":"ObjectCreated:Put",
        "userIdentity":{"principalId":"AIDAJDPLRKLG7UEXAMPLE"},
        "requestParameters":{"sourceIPAddress":"127.0.0.1"},
        "responseElements":{"x-amz-request-id":"C3D13FE58DE4C810","x-amz-id-2":"FMyUVURIY8"},
        "s3":{"s3SchemaVersion":"1.0","configurationId":"testConfigRule",
        "bucket":{"name":"amzn-s3-demo-bucket","ownerIdentity":{"principalId":"A3NL1KOZZKExample"},
        "arn":"arn:aws:s3:::amzn-s3-demo-bucket"},
        "object":{"key":"playlist_id%3D37i9/Happy+F%C3%A4ce.json","size":1024,"eTag":"d41d8cd98f00b204e9800998ecf8427e",
        "versionId":"096fKKXTRTtl3on89fVO","sequencer":"0055AED6DCD90281E5"}}}]}
        """;

    [Fact]
    public void The_documented_message_is_read()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Message));

        var record = Assert.Single(new DefaultLambdaJsonSerializer().Deserialize<S3Event>(stream).Records);

        Assert.Equal("ObjectCreated:Put", record.EventName);
        Assert.Equal("amzn-s3-demo-bucket", record.S3.Bucket.Name);
    }

    [Fact]
    public void The_key_is_given_as_sent_and_decoded()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Message));

        var item = new DefaultLambdaJsonSerializer().Deserialize<S3Event>(stream).Records[0].S3.Object;

        Assert.Equal("playlist_id%3D37i9/Happy+F%C3%A4ce.json", item.Key);
        Assert.Equal("playlist_id=37i9/Happy Fäce.json", item.KeyDecoded);
    }
}
