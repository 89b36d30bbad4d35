namespace Eng.Tests.MadeUpCaptures;

/// <summary>A value of a JSON document that has no other ones in it, an empty list or object being one too.</summary>
/// <param name="Path">Where it is: the names and indexes that lead to it.</param>
/// <param name="Key">Its own name; an element has its list's.</param>
/// <param name="Text">The value as a text; empty for an empty list or object.</param>
internal sealed record JsonLeaf(string Path, string Around, string Key, JsonValueKind Kind, string Text)
{
    /// <summary>All leaves of a document by their paths, in the document's order.</summary>
    public static OrderedDictionary<string, JsonLeaf> AllOf(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return new(Enumerate(document.RootElement, "", "", "").Select(leaf => KeyValuePair.Create(leaf.Path, leaf)));
    }

    private static IEnumerable<JsonLeaf> Enumerate(JsonElement json, string path, string around, string key) =>
        json.ValueKind switch
        {
            JsonValueKind.Object when json.EnumerateObject().Any() => json.EnumerateObject()
                .SelectMany(member => Enumerate(member.Value, $"{path}.{member.Name}", key, member.Name)),
            JsonValueKind.Array when json.GetArrayLength() > 0 => json.EnumerateArray()
                .SelectMany((element, index) => Enumerate(element, $"{path}[{index}]", around, key)),
            JsonValueKind.Object or JsonValueKind.Array => [new(path, around, key, json.ValueKind, "")],
            _ => [new(path, around, key, json.ValueKind, json.ToString())],
        };
}
