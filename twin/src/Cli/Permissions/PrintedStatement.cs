namespace Twin.Cli.Permissions;

/// <summary>A statement of a printed policy, which allows.</summary>
internal sealed record PrintedStatement(string Sid, ImmutableArray<string> Actions, ImmutableArray<string> Resources)
{
    /// <summary>The conditions, all of which must hold; the values of each are alternatives.</summary>
    public ImmutableArray<(string Operator, string Key, ImmutableArray<string> Values)> Conditions { get; init; } = [];

    public static PrintedStatement Allow(
        string sid, IEnumerable<string> actions, params IEnumerable<string> resources) =>
        new(sid, Sorted(actions), Sorted(resources));

    public PrintedStatement When(string key, params ImmutableArray<string> values) =>
        this with { Conditions = Conditions.Add(("StringEquals", key, values)) };

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            [nameof(Sid)] = Sid,
            ["Effect"] = "Allow",
            ["Action"] = List(Actions),
            ["Resource"] = List(Resources),
        };
        if (!Conditions.IsEmpty)
        {
            json["Condition"] = new JsonObject(Conditions.GroupBy(condition => condition.Operator).Select(same =>
                KeyValuePair.Create<string, JsonNode?>(same.Key, new JsonObject(same.Select(condition =>
                    KeyValuePair.Create<string, JsonNode?>(condition.Key, List(condition.Values)))))));
        }

        return json;
    }

    private static JsonNode List(ImmutableArray<string> values) =>
        values is [var single]
            ? JsonValue.Create(single)
            : new JsonArray([.. values.Select(value => JsonValue.Create(value))]);

    private static ImmutableArray<string> Sorted(IEnumerable<string> values) =>
        [.. values.Distinct().Order(StringComparer.Ordinal)];
}
