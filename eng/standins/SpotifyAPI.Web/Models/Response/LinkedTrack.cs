namespace SpotifyAPI.Web;

public class LinkedTrack
{
    public Dictionary<string, string> ExternalUrls { get; set; } = default!;

    public string Href { get; set; } = default!;

    public string Id { get; set; } = default!;

    public string Type { get; set; } = default!;

    public string Uri { get; set; } = default!;
}
