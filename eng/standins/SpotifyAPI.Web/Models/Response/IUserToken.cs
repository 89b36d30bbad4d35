namespace SpotifyAPI.Web;

public interface IUserToken : IToken
{
    string Scope { get; set; }
}
