namespace Local.Spotify.Json;

/// <summary>Says of an object's members which stay, which go and which are called otherwise.</summary>
internal abstract class JsonRule
{
    /// <summary>What becomes of the member called <paramref name="name"/> (UTF-8, as it stands in the JSON).</summary>
    public abstract JsonMemberChange Of(ReadOnlySpan<byte> name);
}
