namespace SpotifyAPI.Web;

public interface IToken
{
    string AccessToken { get; set; }

    string TokenType { get; set; }

    DateTime CreatedAt { get; set; }

    bool IsExpired { get; }
}
