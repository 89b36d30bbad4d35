namespace SpotifyAPI.Web;

public class FullPlaylist
{
    public bool? Collaborative { get; set; }

    public string? Description { get; set; }

    public Dictionary<string, string>? ExternalUrls { get; set; }

    public Followers Followers { get; set; } = default!;

    public string? Href { get; set; }

    public string? Id { get; set; }

    public List<Image>? Images { get; set; }

    public string? Name { get; set; }

    public PublicUser? Owner { get; set; }

    public bool? Public { get; set; }

    public string? SnapshotId { get; set; }

    [Obsolete("Field 'tracks' has been removed and renamed to 'items'.")]
    public Paging<PlaylistTrack<IPlayableItem>>? Tracks { get; set; }

    public Paging<PlaylistTrack<IPlayableItem>>? Items { get; set; }

    public string? Type { get; set; }

    public string? Uri { get; set; }
}
