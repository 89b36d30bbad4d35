namespace SpotifyAPI.Web;

public class ResumePoint
{
    public bool FullyPlayed { get; set; }

    public int ResumePositionMs { get; set; }
}
