namespace SpotifyAPI.Web;

public interface IPaginator
{
}
