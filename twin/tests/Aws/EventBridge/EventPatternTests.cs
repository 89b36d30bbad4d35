namespace Twin.Tests.Aws.EventBridge;

public sealed class EventPatternTests
{
    private const string Created =
        """
        {"version": "0", "source": "aws.s3", "detail-type": "Object Created", "region": "eu-central-1",
         "resources": ["arn:aws:s3:::chart-raw"],
         "detail": {"bucket": {"name": "chart-raw"}, "reason": "PutObject", "deleted": null, "encrypted": true,
           "object": {"key": "raw/1/Manifest.json", "size": 42}, "tags": ["a", "b"],
           "parts": [{"number": 1}, {"number": 2}]}}
        """;

    [Theory]
    [InlineData("""{"source": ["aws.s3"], "detail-type": ["Object Created"]}""", true)]
    [InlineData("""{"source": ["aws.ec2", "aws.s3"]}""", true)]
    [InlineData("""{"source": ["aws"]}""", false)]
    [InlineData("""{"source": ["aws.s3"], "region": ["us-east-1"]}""", false)]
    [InlineData("""{"resources": ["arn:aws:s3:::chart-raw"]}""", true)]
    [InlineData("""{"detail": {"bucket": {"name": ["chart-raw"]}}}""", true)]
    [InlineData("""{"detail": {"bucket": {"arn": ["chart-raw"]}}}""", false)]
    [InlineData("""{"detail": {"object": {"key": [{"prefix": "raw/"}]}}}""", true)]
    [InlineData("""{"detail": {"object": {"key": [{"prefix": "RAW/"}]}}}""", false)]
    [InlineData("""{"detail": {"object": {"key": [{"prefix": {"equals-ignore-case": "RAW/"}}]}}}""", true)]
    [InlineData("""{"detail": {"object": {"key": [{"suffix": "/Manifest.json"}]}}}""", true)]
    [InlineData("""{"detail": {"object": {"key": [{"suffix": "manifest.json"}]}}}""", false)]
    [InlineData("""{"detail": {"object": {"key": [{"wildcard": "raw/*/Manifest.json"}]}}}""", true)]
    [InlineData("""{"detail": {"object": {"key": [{"wildcard": "raw/\\*/Manifest.json"}]}}}""", false)]
    [InlineData("""{"detail": {"object": {"key": [{"wildcard": "raw/?/*"}]}}}""", false)]
    [InlineData("""{"detail": {"reason": [{"equals-ignore-case": "putobject"}]}}""", true)]
    [InlineData("""{"detail": {"reason": [{"anything-but": "CopyObject"}]}}""", true)]
    [InlineData("""{"detail": {"reason": [{"anything-but": ["CopyObject", "PutObject"]}]}}""", false)]
    [InlineData("""{"detail": {"reason": [{"anything-but": {"prefix": "Put"}}]}}""", false)]
    [InlineData("""{"detail": {"reason": [{"anything-but": {"suffix": ["x", "y"]}}]}}""", true)]
    [InlineData("""{"detail": {"absent": [{"anything-but": "x"}]}}""", false)]
    [InlineData("""{"detail": {"object": {"size": [42]}}}""", true)]
    [InlineData("""{"detail": {"object": {"size": ["42"]}}}""", false)]
    [InlineData("""{"detail": {"object": {"size": [{"numeric": [">", 0, "<=", 42]}]}}}""", true)]
    [InlineData("""{"detail": {"object": {"size": [{"numeric": ["<", 42]}]}}}""", false)]
    [InlineData("""{"detail": {"object": {"key": [{"numeric": ["=", 42]}]}}}""", false)]
    [InlineData("""{"detail": {"reason": [{"exists": true}]}}""", true)]
    [InlineData("""{"detail": {"reason": [{"exists": false}]}}""", false)]
    [InlineData("""{"detail": {"absent": [{"exists": false}]}}""", true)]
    [InlineData("""{"absent": {"deeper": [{"exists": false}]}}""", true)]
    [InlineData("""{"detail": {"deleted": [null]}}""", true)]
    [InlineData("""{"detail": {"encrypted": [true]}}""", true)]
    [InlineData("""{"detail": {"encrypted": [false]}}""", false)]
    [InlineData("""{"detail": {"tags": ["b"]}}""", true)]
    [InlineData("""{"detail": {"tags": ["c"]}}""", false)]
    [InlineData("""{"detail": {"parts": {"number": [2]}}}""", true)]
    [InlineData("""{"detail": {"parts": {"number": [3]}}}""", false)]
    [InlineData("""{"$or": [{"source": ["aws.ec2"]}, {"detail": {"reason": ["PutObject"]}}]}""", true)]
    [InlineData("""{"source": ["aws.s3"], "$or": [{"source": ["x"]}, {"region": ["y"]}]}""", false)]
    [InlineData("""{"detail": {"$or": [{"reason": ["x"]}, {"object": {"size": [42]}}]}}""", true)]
    public void A_pattern_matches_an_event_or_not(string pattern, bool expected)
    {
        using var sent = JsonDocument.Parse(Created);

        Assert.Equal(expected, EventPattern.Parse(pattern).Matches(sent.RootElement));
    }

    [Theory]
    [InlineData("""{"source": [{"cidr": "10.0.0.0/24"}]}""", "the filter \"cidr\" is not known")]
    [InlineData("""{"source": "aws.s3"}""", "field source must be a list")]
    [InlineData("""{"detail": {"object": {"key": []}}}""", "field detail.object.key is an empty list")]
    [InlineData("""{"detail": {}}""", "field detail is empty")]
    [InlineData("{}", "is empty")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{", "is not JSON")]
    [InlineData("""{"source": [{"prefix": "a", "suffix": "b"}]}""", "exactly one name")]
    [InlineData("""{"source": [{"prefix": 1}]}""", "\"prefix\" cannot take 1")]
    [InlineData("""{"source": [{"prefix": ["a"]}]}""", "\"prefix\" cannot take")]
    [InlineData("""{"source": [["a"]]}""", "a value cannot be a list or an object")]
    [InlineData("""{"size": [{"numeric": ["~", 1]}]}""", "numeric takes")]
    [InlineData("""{"size": [{"numeric": [">"]}]}""", "numeric takes")]
    [InlineData("""{"$or": [{"source": ["a"]}]}""", "$or must be a list of at least two")]
    public void The_mistake_in_a_pattern_is_named(string pattern, string expected)
    {
        Refused.With<EventPatternException>(expected, () => EventPattern.Parse(pattern));
    }

    [Theory]
    [InlineData("publications/2026-11-22-06h03m12-extraction.json", true)]
    [InlineData("publications/", false)]
    public async Task The_rule_for_requests_to_publish_ignores_a_folder(string key, bool matches)
    {
        var rule = (await Stacks.Load("dev")).Named(EventBridgeResources.EventRule, "spotify-dev-publish-start")!;
        var created = JsonElement.Parse(Created
            .Replace("chart-raw", "spotify-dev-raw", StringComparison.Ordinal)
            .Replace("raw/1/Manifest.json", key, StringComparison.Ordinal));

        Assert.Equal(matches, EventPattern.Parse(rule.Text("eventPattern")).Matches(created));
    }
}
