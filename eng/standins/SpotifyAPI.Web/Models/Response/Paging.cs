namespace SpotifyAPI.Web;

public class Paging<T>
{
    public List<T>? Items { get; set; }

    public int? Total { get; set; }
}
