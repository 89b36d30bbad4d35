namespace Infra.Components;

/// <summary>An EventBridge pattern for S3's "Object Created" events
/// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html).</summary>
internal sealed record ObjectCreatedPattern(
    [property: JsonPropertyName("detail")] ObjectCreatedPattern.DetailPattern Detail)
{
    [JsonPropertyName("source")]
    public ImmutableArray<string> Source { get; } = ["aws.s3"];

    [JsonPropertyName("detail-type")]
    public ImmutableArray<string> DetailType { get; } = ["Object Created"];

    /// <summary>Matches new objects of one bucket whose keys fit a pattern: a star matches any characters.</summary>
    public static Output<string> In(Output<string> bucket, string keys) =>
        Output.JsonSerialize(bucket.Apply(name => new ObjectCreatedPattern(
            new DetailPattern(
                new BucketPattern([name]),
                new ObjectPattern([new WildcardFilter(keys)])))));

    internal sealed record DetailPattern(
        [property: JsonPropertyName("bucket")] BucketPattern Bucket,
        [property: JsonPropertyName("object")] ObjectPattern Object);

    internal sealed record BucketPattern([property: JsonPropertyName("name")] ImmutableArray<string> Name);

    internal sealed record ObjectPattern([property: JsonPropertyName("key")] ImmutableArray<WildcardFilter> Key);

    internal sealed record WildcardFilter([property: JsonPropertyName("wildcard")] string Wildcard);
}
