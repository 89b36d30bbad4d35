namespace SpotifyAPI.Web;

/// <summary>Sends a given token.</summary>
public class TokenAuthenticator(string token, string tokenType) : IAuthenticator
{
    public string Token { get; set; } = token;

    public string TokenType { get; set; } = tokenType;

    public Task Apply(IRequest request, IAPIConnector apiConnector)
    {
        Ensure.ArgumentNotNull(request, nameof(request));

        request.Headers["Authorization"] = $"{TokenType} {Token}";
        return Task.CompletedTask;
    }
}
