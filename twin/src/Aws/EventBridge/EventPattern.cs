namespace Twin.Aws.EventBridge;

/// <summary>The event pattern of a rule ("Comparison operators" in the EventBridge user guide): nested objects whose
/// leaves are lists of values and filters. Of each list, one must match.</summary>
internal sealed class EventPattern
{
    private const string Or = "$or";
    private readonly List<(string Name, Func<JsonElement?, bool> Fits)> _fields = [];

    private EventPattern(JsonElement pattern, string path)
    {
        foreach (var field in pattern.EnumerateObject())
        {
            var name = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            _fields.Add((field.Name, field switch
            {
                { Name: Or } => Alternatives(field.Value, path),
                { Value.ValueKind: JsonValueKind.Object } => Nested(field.Value, name),
                { Value.ValueKind: JsonValueKind.Array } => Leaf(field.Value, name),
                _ => throw new EventPatternException(
                    $"The event pattern's field {name} must be a list of values or an object; a single value goes in "
                    + "a list of its own."),
            }));
        }

        if (_fields.Count == 0)
        {
            throw new EventPatternException(
                path.Length == 0 ? "The event pattern is empty." : $"The event pattern's field {path} is empty.");
        }
    }

    public static EventPattern Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new EventPattern(document.RootElement.Clone(), "")
                : throw new EventPatternException("The event pattern must be a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new EventPatternException($"The event pattern is not JSON: {exception.Message}");
        }
    }

    public bool Matches(JsonElement candidate) => MatchesObject(candidate);

    private bool MatchesObject(JsonElement? candidate) =>
        _fields.TrueForAll(field =>
            field.Fits(field.Name == Or ? candidate : Member(candidate, field.Name)));

    private static Func<JsonElement?, bool> Alternatives(JsonElement list, string path)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() < 2
            || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
        {
            throw new EventPatternException("The event pattern's $or must be a list of at least two objects.");
        }

        var patterns = list.EnumerateArray().Select(item => new EventPattern(item, path)).ToList();
        return candidate => patterns.Exists(pattern => pattern.MatchesObject(candidate));
    }

    private static Func<JsonElement?, bool> Nested(JsonElement value, string path)
    {
        var pattern = new EventPattern(value, path);
        // A list of objects in the event matches if one of them does.
        return candidate => candidate is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Any(item => pattern.MatchesObject(item))
            : pattern.MatchesObject(candidate);
    }

    private static Func<JsonElement?, bool> Leaf(JsonElement list, string path)
    {
        var filters = list.EnumerateArray().Select(item => EventFilter.Parse(item, path)).ToList();
        return filters.Count > 0
            ? candidate => filters.Exists(filter => filter.Matches(candidate))
            : throw new EventPatternException(
                $"The event pattern's field {path} is an empty list, which fits nothing.");
    }

    private static JsonElement? Member(JsonElement? candidate, string name) =>
        candidate is { ValueKind: JsonValueKind.Object } present && present.TryGetProperty(name, out var member)
            ? member
            : null;
}

/// <summary>The error for an event pattern that EventBridge would refuse or the twin does not support.</summary>
internal sealed class EventPatternException(string message) : RunFailedException(message);
