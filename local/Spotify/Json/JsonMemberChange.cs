namespace Local.Spotify.Json;

/// <summary>What becomes of one member of an object.</summary>
/// <param name="Drop">The member goes.</param>
/// <param name="Name">Its new name, or null if it keeps its own.</param>
/// <param name="Value">The rule for the objects in its value (in arrays, each element), or null: all stays.</param>
internal readonly record struct JsonMemberChange(bool Drop, string? Name = null, JsonRule? Value = null)
{
    public static JsonMemberChange Keep => default;

    public static JsonMemberChange Remove => new(Drop: true);

    public static JsonMemberChange Within(JsonRule value) => new(Drop: false, Value: value);
}
