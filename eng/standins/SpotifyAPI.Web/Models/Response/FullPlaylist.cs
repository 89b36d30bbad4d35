namespace SpotifyAPI.Web;

public class FullPlaylist
{
    public string? Name { get; set; }

    public PublicUser? Owner { get; set; }

    public string? SnapshotId { get; set; }
}
