using System.Text.RegularExpressions;

namespace Twin.Aws.EventBridge;

/// <summary>A value or a filter such as <c>{"prefix": "raw/"}</c> at a leaf of an event pattern.</summary>
/// <param name="Matches">Determines whether the event's field matches; null if the event does not have the
/// field.</param>
internal sealed record EventFilter(Func<JsonElement?, bool> Matches)
{
    private const string Supported =
        "prefix, suffix, equals-ignore-case, wildcard, anything-but, numeric and exists";

    public static EventFilter Parse(JsonElement item, string path)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return OfValue(Equal(item, path));
        }

        if (item.EnumerateObject().ToList() is not [var filter])
        {
            throw new EventPatternException($"The event pattern's field {path}: a filter has exactly one name.");
        }

        return filter.Name switch
        {
            "exists" when filter.Value.ValueKind is JsonValueKind.True or JsonValueKind.False =>
                // Only leaves count as existing.
                new EventFilter(candidate =>
                    candidate is { ValueKind: not JsonValueKind.Object } == filter.Value.GetBoolean()),
            "numeric" => OfValue(NumericFilter.Parse(filter.Value, path)),
            "anything-but" => AnythingBut(filter.Value, path),
            _ => OfValue(OnText(filter, path, takesList: false)),
        };
    }

    // A list in the event matches if any of its items does.
    private static EventFilter OfValue(Func<JsonElement, bool> fits) =>
        new(candidate => candidate is { } present && Values(present).Any(fits));

    private static EventFilter AnythingBut(JsonElement value, string path)
    {
        List<Func<JsonElement, bool>> excluded = value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().Select(item => Equal(item, path))],
            JsonValueKind.Object when value.EnumerateObject().ToList() is [var filter] =>
                [OnText(filter, path, takesList: true)],
            _ => [Equal(value, path)],
        };
        return OfValue(candidate => !excluded.Exists(fits => fits(candidate)));
    }

    private static Func<JsonElement, bool> Equal(JsonElement wanted, string path)
    {
        switch (wanted.ValueKind)
        {
            case JsonValueKind.String:
                var text = wanted.GetString()!;
                return candidate => candidate.ValueKind == JsonValueKind.String && candidate.ValueEquals(text);
            case JsonValueKind.Object or JsonValueKind.Array:
                throw new EventPatternException(
                    $"The event pattern's field {path}: a value cannot be a list or an object.");
            default:
                // EventBridge compares numbers as texts: 300 is not 300.0.
                var raw = wanted.GetRawText();
                return candidate => candidate.ValueKind == wanted.ValueKind && candidate.GetRawText() == raw;
        }
    }

    private static Func<JsonElement, bool> OnText(JsonProperty filter, string path, bool takesList)
    {
        var (compare, ignoreCase) = (filter.Name, StringComparison.Ordinal);
        var value = filter.Value;
        if (compare is "prefix" or "suffix"
            && value.ValueKind == JsonValueKind.Object
            && value.EnumerateObject().ToList() is [{ Name: "equals-ignore-case" } inAnyCase])
        {
            (value, ignoreCase) = (inAnyCase.Value, StringComparison.OrdinalIgnoreCase);
        }

        List<string> wanted = value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array when takesList
                && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
                [.. value.EnumerateArray().Select(item => item.GetString()!)],
            _ => [],
        };
        Func<string, string, bool> test = compare switch
        {
            "prefix" => (text, part) => text.StartsWith(part, ignoreCase),
            "suffix" => (text, part) => text.EndsWith(part, ignoreCase),
            "equals-ignore-case" => (text, whole) => text.Equals(whole, StringComparison.OrdinalIgnoreCase),
            "wildcard" => (text, pattern) => Wildcard(pattern).IsMatch(text),
            _ => throw new EventPatternException(
                $"The event pattern's field {path}: the filter \"{compare}\" is not known. Known are {Supported}."),
        };
        return wanted.Count > 0
            ? candidate => candidate.ValueKind == JsonValueKind.String
                && wanted.Exists(part => test(candidate.GetString()!, part))
            : throw new EventPatternException(
                $"The event pattern's field {path}: the filter \"{compare}\" cannot take {value.GetRawText()}.");
    }

    // * matches any run of characters; a backslash makes the next character literal.
    private static Regex Wildcard(string pattern)
    {
        var expression = new StringBuilder("^");
        for (var at = 0; at < pattern.Length; at++)
        {
            var isEscaped = pattern[at] == '\\' && at + 1 < pattern.Length;
            expression.Append(pattern[at] == '*' ? ".*" : Regex.Escape(pattern[isEscaped ? ++at : at].ToString()));
        }

        return new Regex(
            expression.Append("\\z").ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    private static JsonElement[] Values(JsonElement candidate) =>
        candidate.ValueKind == JsonValueKind.Array ? [.. candidate.EnumerateArray()] : [candidate];
}

/// <summary>The filter <c>{"numeric": ["&gt;", 0, "&lt;=", 5]}</c>: one comparison, or a range.</summary>
internal static class NumericFilter
{
    public static Func<JsonElement, bool> Parse(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is not (2 or 4))
        {
            throw Malformed(value, path);
        }

        var comparisons = value.EnumerateArray().Chunk(2)
            .Select(pair => Comparison(pair[0], pair[1]) ?? throw Malformed(value, path))
            .ToList();
        return candidate => candidate.ValueKind == JsonValueKind.Number
            && candidate.TryGetDecimal(out var number)
            && comparisons.TrueForAll(comparison => comparison(number));
    }

    private static Func<decimal, bool>? Comparison(JsonElement name, JsonElement bound)
    {
        if (name.ValueKind != JsonValueKind.String
            || bound.ValueKind != JsonValueKind.Number
            || !bound.TryGetDecimal(out var limit))
        {
            return null;
        }

        return name.GetString() switch
        {
            "=" => number => number == limit,
            "<" => number => number < limit,
            "<=" => number => number <= limit,
            ">" => number => number > limit,
            ">=" => number => number >= limit,
            _ => null,
        };
    }

    private static EventPatternException Malformed(JsonElement value, string path) =>
        new($"The event pattern's field {path}: numeric takes one or two of =, <, <=, > and >= with a number each, "
            + $"not {value.GetRawText()}.");
}
