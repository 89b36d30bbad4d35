namespace SpotifyAPI.Web;

public class SimplePaginator : IPaginator
{
}
