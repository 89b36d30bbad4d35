namespace Twin.Tests.Aws.EventBridge;

public sealed class InputTransformerTests
{
    private static readonly JsonObject Event = JsonNode.Parse(
        """{"time":"2026-11-21T06:00:00Z","detail":{"size":7,"key":"a \"b\"","tags":["x"]}}""")!.AsObject();

    [Theory]
    [InlineData("""{"read":"plays","time":<a>}""", "$.time", """{"read":"plays","time":"2026-11-21T06:00:00Z"}""")]
    [InlineData("""{"n":<a>,"m":[<a>]}""", "$.detail.size", """{"n":7,"m":[7]}""")]
    [InlineData("""{"quoted":"the key <a>","other":1}""", "$.detail.key", """{"quoted":"the key a \"b\"","other":1}""")]
    [InlineData("""{"part":<a>}""", "$.detail.tags", """{"part":["x"]}""")]
    public void A_template_is_filled_from_the_event(string template, string path, string expected) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), Apply(template, path)));

    [Theory]
    [InlineData("""{"a":<a>}""", "$.detail.tags[0]", "the path $.detail.tags[0] of 'a' is not known")]
    [InlineData("""{"a":<b>}""", "$.time", "the placeholder <b> is not among its inputPaths")]
    [InlineData("""{"a":<aws.events.rule-arn>}""", "$.time", "the placeholder <aws.events.rule-arn> is not among")]
    [InlineData("""{"a":<a>""", "$.time", "its template is not JSON")]
    [InlineData("\"<a>\"", "$.time", "its template is not a JSON object")]
    [InlineData("""{"a":<a>}""", "$.detail.none", "the event has no $.detail.none")]
    [InlineData("""{"a":"<a>"}""", "$.detail.size", "'a' is in quotes, and its value is no text")]
    public void What_is_not_known_is_refused_by_name(string template, string path, string message)
    {
        var refused = Assert.Throws<RunFailedException>(() => Apply(template, path));

        Assert.StartsWith("t 'target': the input transformer is refused: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    private static JsonObject Apply(string template, string path)
    {
        var inputs = ImmutableDictionary<string, object>.Empty.Add(
            "inputTransformer",
            ImmutableDictionary<string, object>.Empty
                .Add("inputTemplate", template)
                .Add("inputPaths", ImmutableDictionary<string, object>.Empty.Add("a", path)));
        return InputTransformer.Find(new DeclaredResource("t", "target", inputs, inputs))!.Apply(Event);
    }
}
