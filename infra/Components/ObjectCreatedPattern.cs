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

    /// <summary>Matches new objects of one bucket, below any of the prefixes.</summary>
    public static Output<string> In(Output<string> bucket, IEnumerable<string> prefixes) =>
        Output.JsonSerialize(bucket.Apply(name => new ObjectCreatedPattern(
            new DetailPattern(
                new BucketPattern([name]),
                new ObjectPattern([.. prefixes.Select(prefix => new PrefixFilter(prefix))])))));

    internal sealed record DetailPattern(
        [property: JsonPropertyName("bucket")] BucketPattern Bucket,
        [property: JsonPropertyName("object")] ObjectPattern Object);

    internal sealed record BucketPattern([property: JsonPropertyName("name")] ImmutableArray<string> Name);

    internal sealed record ObjectPattern([property: JsonPropertyName("key")] ImmutableArray<PrefixFilter> Key);

    internal sealed record PrefixFilter([property: JsonPropertyName("prefix")] string Prefix);
}
