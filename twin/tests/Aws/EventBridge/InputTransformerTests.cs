namespace Twin.Tests.Aws.EventBridge;

public sealed class InputTransformerTests
{
    [Theory]
    [InlineData("""{"read":"plays","time":<a>}""", "$.time", """{"read":"plays","time":"2026-11-21T06:00:00Z"}""")]
    [InlineData("""{"n":<a>,"m":[<a>]}""", "$.detail.size", """{"n":7,"m":[7]}""")]
    [InlineData("""{"part":<a>}""", "$.detail.tags", """{"part":["x"]}""")]
    public void A_template_is_filled_from_the_event(string template, string path, string expected) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), Apply(template, path)));

    [Theory]
    [InlineData("""{"a":<a>}""", "$.detail.tags[0]", "the path $.detail.tags[0] of 'a' is not known")]
    [InlineData("""{"a":<aws.events.rule-arn>}""", "$.time", "the placeholder <aws.events.rule-arn> is not among")]
    [InlineData("""{"a":<a>""", "$.time", "its template is not JSON")]
    [InlineData("[<a>]", "$.time", "its template is not a JSON object")]
    [InlineData("""{"a":<a>}""", "$.detail.none", "the event has no $.detail.none")]
    [InlineData("""{"a":"<a>"}""", "$.time", "the placeholder <a> is in quotes")]
    public void What_is_not_known_is_refused_by_name(string template, string path, string message) => Assert.StartsWith(
        $"t 'target': the input transformer is refused: {message}",
        Assert.Throws<RunFailedException>(() => Apply(template, path)).Message,
        StringComparison.Ordinal);

    private static JsonObject Apply(string template, string path)
    {
        var inputs = ImmutableDictionary<string, object>.Empty.Add(
            "inputTransformer",
            ImmutableDictionary<string, object>.Empty
                .Add("inputTemplate", template)
                .Add("inputPaths", ImmutableDictionary<string, object>.Empty.Add("a", path)));
        var candidate = JsonNode.Parse("""{"time":"2026-11-21T06:00:00Z","detail":{"size":7,"tags":["x"]}}""")!;
        return InputTransformer.Find(new DeclaredResource("t", "target", inputs, inputs))!.Apply(candidate.AsObject());
    }
}
