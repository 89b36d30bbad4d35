namespace Twin.Spotify.Json;

/// <param name="Value">
/// The rule for the objects in its value (in arrays, each element), or null to keep the value unchanged.
/// </param>
internal readonly record struct JsonMemberChange(bool Drop, string? Name = null, JsonRule? Value = null)
{
    public static JsonMemberChange Keep => default;
    public static JsonMemberChange Remove => new(Drop: true);

    public static JsonMemberChange Within(JsonRule value) => new(Drop: false, Value: value);
}
