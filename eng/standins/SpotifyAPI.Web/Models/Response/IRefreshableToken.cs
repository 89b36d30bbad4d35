namespace SpotifyAPI.Web;

public interface IRefreshableToken : IUserToken
{
    string RefreshToken { get; set; }
}
