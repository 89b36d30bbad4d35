namespace Twin.Cli.Comparison;

/// <param name="Sid">The statement's identifier; null when it has none.</param>
/// <param name="Elements">Its elements by name: Action, Resource and their Not… forms; Principal's values as
/// <c>Service: lambda.amazonaws.com</c>; each condition as an element, <c>Condition aws:SourceAccount</c>, with values
/// such as <c>StringEquals: 000</c>.</param>
internal sealed record ComparedStatement(
    string? Sid, bool Allows, ImmutableSortedDictionary<string, ImmutableSortedSet<string>> Elements)
{
    public const string Action = "Action";
    public const string Resource = "Resource";
    public const string Principal = "Principal";
    public const string Condition = "Condition ";

    public static ComparedStatement Read(JsonObject statement)
    {
        var elements = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedSet<string>>(
            StringComparer.Ordinal);
        foreach (var (name, value) in statement)
        {
            switch (name, value)
            {
                case ("Sid" or "Effect", _):
                    break;
                case ("Condition", JsonObject operators):
                    elements.AddRange(Conditions(operators));
                    break;
                case (_, JsonObject kinds):
                    elements[name] = SetOf(kinds.SelectMany(kind =>
                        Texts(kind.Value).Select(text => $"{kind.Key}: {text}")));
                    break;
                default:
                    elements[name] = SetOf(Texts(value));
                    break;
            }
        }

        return new ComparedStatement(
            Text(statement[nameof(Sid)]), Text(statement["Effect"]) != "Deny", elements.ToImmutable());
    }

    public static bool IsCondition(string element) => element.StartsWith(Condition, StringComparison.Ordinal);

    public ImmutableSortedSet<string> GetValues(string element) =>
        Elements.GetValueOrDefault(element, ImmutableSortedSet<string>.Empty);

    /// <summary>True if both have the same effect and the same elements; their identifiers may differ.</summary>
    public bool SaysTheSameAs(ComparedStatement other) =>
        Allows == other.Allows
        && Elements.Keys.SequenceEqual(other.Elements.Keys)
        && Elements.All(element => element.Value.SetEquals(other.Elements[element.Key]));

    /// <summary>A set of texts, in a stable order.</summary>
    public static ImmutableSortedSet<string> SetOf(IEnumerable<string> texts) =>
        texts.ToImmutableSortedSet(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, ImmutableSortedSet<string>>> Conditions(JsonObject operators) =>
        from operation in operators
        from key in operation.Value as JsonObject ?? []
        from value in Texts(key.Value)
        group $"{operation.Key}: {value}" by key.Key into values
        select KeyValuePair.Create($"{Condition}{values.Key}", SetOf(values));

    private static IEnumerable<string> Texts(JsonNode? node) =>
        node is JsonArray list ? list.Select(item => Text(item) ?? "") : [Text(node) ?? ""];

    private static string? Text(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node?.ToJsonString();
}
