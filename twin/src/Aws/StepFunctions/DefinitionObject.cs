namespace Twin.Aws.StepFunctions;

/// <summary>Each field is read once; what is left is refused, since it would have no effect.</summary>
internal sealed class DefinitionObject
{
    private readonly JsonObject _fields;
    private readonly HashSet<string> _unread;

    public DefinitionObject(JsonNode? json, string place)
    {
        Place = place;
        _fields = json as JsonObject ?? throw new DefinitionException($"An object is expected. at {place}");
        _unread = [.. _fields.Select(field => field.Key)];
    }

    public string Place { get; }

    /// <summary>The fields that were not read.</summary>
    public IReadOnlyCollection<string> Unread => _unread;

    public bool Has(string name) => _fields.ContainsKey(name);

    public string PlaceOf(string name) => $"{Place}/{name}";

    /// <summary>Reads a field; null if it is absent or null.</summary>
    public JsonNode? Take(string name)
    {
        _unread.Remove(name);
        return _fields[name];
    }

    public string Text(string name) =>
        OptionalText(name) ?? throw new DefinitionException($"The required field '{name}' is missing. at {Place}");

    public string? OptionalText(string name) => Take(name) switch
    {
        null when !Has(name) => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw Wrong(name, "a text"),
    };

    public bool? Flag(string name) => Take(name)?.GetValueKind() switch
    {
        null when !Has(name) => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "true or false"),
    };

    public int? Number(string name, int smallest) => Take(name) switch
    {
        null when !Has(name) => null,
        JsonValue value when value.TryGetValue<int>(out var number) && number >= smallest => number,
        _ => throw Wrong(name, FormattableString.Invariant($"a whole number of at least {smallest}")),
    };

    public double? Fraction(string name, double smallest) => Take(name) switch
    {
        null when !Has(name) => null,
        JsonValue value when value.TryGetValue<double>(out var number) && number >= smallest => number,
        _ => throw Wrong(name, FormattableString.Invariant($"a number of at least {smallest}")),
    };

    public ImmutableArray<DefinitionObject> Objects(string name) => Take(name) switch
    {
        null when !Has(name) => [],
        JsonArray items =>
        [
            .. items.Select((item, index) =>
                new DefinitionObject(item, FormattableString.Invariant($"{Place}/{name}[{index}]"))),
        ],
        _ => throw Wrong(name, "an array"),
    };

    public DefinitionObject Object(string name) => new(Take(name), PlaceOf(name));

    public ImmutableArray<string> Texts(string name) =>
        Take(name) is JsonArray { Count: > 0 } items
        && items.All(item => item?.GetValueKind() == JsonValueKind.String)
            ? [.. items.Select(item => item!.GetValue<string>())]
            : throw Wrong(name, "an array of texts");

    /// <summary>Refuses the fields that were not read.</summary>
    public void ExpectNothingElse(string what)
    {
        if (_unread.Count > 0)
        {
            throw new DefinitionException(
                $"{what} has the field '{_unread.Order(StringComparer.Ordinal).First()}', which does not belong there "
                + $"or is not supported. at {Place}");
        }
    }

    private DefinitionException Wrong(string name, string expected) =>
        new($"The field '{name}' must be {expected}. at {PlaceOf(name)}");
}

/// <summary>A definition that Step Functions would refuse, or the twin does not support.</summary>
public sealed class DefinitionException(string message) : Exception(message);
