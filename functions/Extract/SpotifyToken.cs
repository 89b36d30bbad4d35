using SpotifyAPI.Web;
using SpotifyAPI.Web.Http;

namespace Functions.Extract;

/// <summary>
/// The access token that all requests share: got once, however many ask at the same time, and again when Spotify does
/// not take it. A refresh token that comes with it is kept before anything else happens.
/// </summary>
internal sealed class SpotifyToken : IAuthenticator, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly IAuthenticator _inner;
    private readonly Action _expire;
    private readonly Func<Task> _keep;
    private APIException? _end;
    private string? _current;

    private SpotifyToken(IAuthenticator inner, Action expire, Func<Task> keep) =>
        (_inner, _expire, _keep) = (inner, expire, keep);

    /// <summary>The app's own, which needs no user.</summary>
    public static SpotifyToken OfApp(string clientId, string clientSecret)
    {
        var inner = new ClientCredentialsAuthenticator(clientId, clientSecret);
        return new SpotifyToken(
            inner,
            () =>
            {
                if (inner.Token is { } token)
                {
                    token.ExpiresIn = 0;
                }
            },
            () =>
            {
                if (inner.Token is { } token)
                {
                    (token.CreatedAt, token.ExpiresIn) = Life(token.CreatedAt, token.ExpiresIn);
                }

                return Task.CompletedTask;
            });
    }

    /// <summary>A user's.</summary>
    /// <param name="refreshToken">Gives the first request its access token.</param>
    /// <param name="keep">Gets the refresh token after each request's authorization; knows it from the last
    /// time.</param>
    public static SpotifyToken OfUser(
        string clientId, string clientSecret, string refreshToken, Func<string, Task> keep)
    {
        var token = new AuthorizationCodeTokenResponse { RefreshToken = refreshToken, ExpiresIn = 0 };
        return new SpotifyToken(
            new AuthorizationCodeAuthenticator(clientId, clientSecret, token),
            () => token.ExpiresIn = 0,
            () =>
            {
                (token.CreatedAt, token.ExpiresIn) = Life(token.CreatedAt, token.ExpiresIn);
                // An empty one in an answer is none, and the one before stays good.
                refreshToken = token.RefreshToken = token.RefreshToken is { Length: > 0 } given ? given : refreshToken;
                return keep(refreshToken);
            });
    }

    /// <summary>What the last request was authorized with: for <see cref="Renew"/>.</summary>
    public string? Current => Volatile.Read(ref _current);

    /// <summary>Spotify did not take this token: the next request gets another, unless it has come already.</summary>
    public void Renew(string? refused)
    {
        if (refused == Current)
        {
            _expire();
        }
    }

    /// <exception cref="APIException">The accounts service refuses. What asking again cannot change is not asked
    /// again.</exception>
    public async Task Apply(IRequest request, IAPIConnector apiConnector)
    {
        await _one.WaitAsync();
        try
        {
            if (_end is { } end)
            {
                throw end;
            }

            await _inner.Apply(request, apiConnector);
            await _keep();
            Volatile.Write(ref _current, request.Headers["Authorization"]);
        }
        catch (APIException refusal) when (refusal.Message is "invalid_grant" or "invalid_client")
        {
            _end = refusal;
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>
    /// What an answer says of its token's life, as SpotifyAPI.Web can add it up: an answer with a time of its own, or
    /// with a life below nothing, would make it fail at each later request.
    /// </summary>
    private static (DateTime CreatedAt, int ExpiresIn) Life(DateTime createdAt, int expiresIn)
    {
        // SpotifyAPI.Web compares with this clock.
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return (createdAt < now ? createdAt : now, Math.Max(expiresIn, 0));
    }
}
