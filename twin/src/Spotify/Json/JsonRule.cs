namespace Twin.Spotify.Json;

/// <summary>The members of an object that stay, are removed or are renamed.</summary>
internal abstract class JsonRule
{
    /// <summary>The change of the member called <paramref name="name"/> (UTF-8, escaped as in the JSON).</summary>
    public abstract JsonMemberChange GetChange(ReadOnlySpan<byte> name);
}
