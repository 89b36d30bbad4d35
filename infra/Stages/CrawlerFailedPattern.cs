using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Pulumi;

namespace Infra.Stages;

/// <summary>
/// An EventBridge pattern for a failed crawl, for which Glue has no metric
/// (https://docs.aws.amazon.com/glue/latest/dg/automating-awsglue-with-cloudwatch-events.html).
/// </summary>
internal sealed record CrawlerFailedPattern(
    [property: JsonPropertyName("detail")] CrawlerFailedPattern.DetailPattern Detail)
{
    [JsonPropertyName("source")]
    public ImmutableArray<string> Source { get; } = ["aws.glue"];

    [JsonPropertyName("detail-type")]
    public ImmutableArray<string> DetailType { get; } = ["Glue Crawler State Change"];

    /// <summary>Matches failures of one crawler.</summary>
    public static Output<string> Of(Output<string> crawler) =>
        Output.JsonSerialize(crawler.Apply(name => new CrawlerFailedPattern(new DetailPattern([name]))));

    internal sealed record DetailPattern(
        [property: JsonPropertyName("crawlerName")] ImmutableArray<string> CrawlerName)
    {
        [JsonPropertyName("state")]
        public ImmutableArray<string> State { get; } = ["Failed"];
    }
}
