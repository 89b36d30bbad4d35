using System.Text.Json;

namespace Twin.Aws.EventBridge;

/// <summary>
/// The filter <c>{"numeric": ["&gt;", 0, "&lt;=", 5]}</c>: one comparison, or a lower and an upper bound.
/// </summary>
internal static class NumericFilter
{
    /// <exception cref="EventPatternException">The filter is not well formed.</exception>
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
