namespace SpotifyAPI.Web;

public class PublicUser
{
    public string Id { get; set; } = default!;
}
