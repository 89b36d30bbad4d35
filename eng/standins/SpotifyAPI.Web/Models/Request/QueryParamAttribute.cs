namespace SpotifyAPI.Web;

[AttributeUsage(AttributeTargets.Property)]
public sealed class QueryParamAttribute(string key) : Attribute
{
    public string Key { get; } = key;
}
