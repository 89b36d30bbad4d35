namespace Local.Spotify;

/// <summary>Says of an object's members which stay, which go and which are called otherwise.</summary>
internal abstract class JsonRule
{
    /// <summary>What becomes of the member called <paramref name="name"/> (UTF-8, as it stands in the JSON).</summary>
    public abstract JsonMemberChange Of(ReadOnlySpan<byte> name);
}

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
