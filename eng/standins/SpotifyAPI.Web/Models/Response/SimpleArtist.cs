namespace SpotifyAPI.Web;

public class SimpleArtist
{
    public Dictionary<string, string> ExternalUrls { get; set; } = default!;

    public string Href { get; set; } = default!;

    public string Id { get; set; } = default!;

    public string Name { get; set; } = default!;

    public string Type { get; set; } = default!;

    public string Uri { get; set; } = default!;
}
