namespace Twin.Aws.StepFunctions;

/// <summary>JSON with computed fields: <c>Parameters</c>, <c>ItemSelector</c> and <c>ResultSelector</c>.</summary>
internal abstract record PayloadTemplate
{
    private const string ComputedSuffix = ".$";

    private PayloadTemplate()
    {
    }

    /// <exception cref="StateTaskException">A field cannot be computed.</exception>
    public abstract JsonNode? Evaluate(StateData data, string field);

    /// <exception cref="DefinitionException">A field is neither a path nor a supported function.</exception>
    public static PayloadTemplate Parse(JsonNode? json, string place) => json switch
    {
        JsonObject fields => new Fields(
            [.. fields.Select(field => Field(field.Key, field.Value, $"{place}/{field.Key}"))]),
        JsonArray items => new Items([.. items.Select(item => Parse(item, place))]),
        _ => new Constant(json?.DeepClone()),
    };

    public IEnumerable<string> Names => this is Fields fields ? fields.All.Select(named => named.Name) : [];

    /// <summary>The text of a field; null if it is computed, is not a text, or does not exist.</summary>
    public string? TextOf(string name) =>
        this is Fields fields
        && fields.All.FirstOrDefault(named => named.Name == name).Value is Constant { Value: JsonValue value }
        && value.TryGetValue<string>(out var text)
            ? text
            : null;

    private static (string, PayloadTemplate) Field(string name, JsonNode? value, string place)
    {
        if (!name.EndsWith(ComputedSuffix, StringComparison.Ordinal))
        {
            return (name, Parse(value, place));
        }

        return value?.GetValueKind() == JsonValueKind.String
            ? (name[..^ComputedSuffix.Length], ComputedBy(value.GetValue<string>(), place))
            : throw new DefinitionException(
                $"The value of the field '{name}' must be a text with a path or a call of an intrinsic function. at "
                + place);
    }

    private static Computed ComputedBy(string text, string place) => new(ExpressionParser.Parse(text, place));

    private sealed record Fields(ImmutableArray<(string Name, PayloadTemplate Value)> All) : PayloadTemplate
    {
        public override JsonNode? Evaluate(StateData data, string field)
        {
            var result = new JsonObject();
            foreach (var (name, value) in All)
            {
                result[name] = value.Evaluate(data, value is Computed ? name + ComputedSuffix : name);
            }

            return result;
        }
    }

    private sealed record Items(ImmutableArray<PayloadTemplate> All) : PayloadTemplate
    {
        public override JsonNode? Evaluate(StateData data, string field) =>
            new JsonArray([.. All.Select(item => item.Evaluate(data, field))]);
    }

    private sealed record Constant(JsonNode? Value) : PayloadTemplate
    {
        public override JsonNode? Evaluate(StateData data, string field) => Value?.DeepClone();
    }

    private sealed record Computed(Expression Expression) : PayloadTemplate
    {
        public override JsonNode? Evaluate(StateData data, string field) => Expression.Evaluate(data, field);
    }
}
