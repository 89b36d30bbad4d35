namespace SpotifyAPI.Web;

public class Copyright
{
    public string Text { get; set; } = default!;

    public string Type { get; set; } = default!;
}
