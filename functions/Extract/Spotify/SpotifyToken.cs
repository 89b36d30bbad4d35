using SpotifyAPI.Web;
using SpotifyAPI.Web.Http;

namespace Functions.Extract.Spotify;

/// <summary>The access token that all requests share. It is requested once, however many requests need it at the same
/// time, and again when Spotify refuses it. A refresh token that comes with it is kept before anything else
/// happens.</summary>
internal sealed class SpotifyToken : IAuthenticator, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly IAuthenticator _inner;
    private readonly Action _expire;
    private readonly Func<Task> _keep;
    private APIException? _end;
    private string? _current;
    private string? _scope;

    private SpotifyToken(IAuthenticator inner, Action expire, Func<Task> keep) =>
        (_inner, _expire, _keep) = (inner, expire, keep);

    /// <summary>Creates the app's own token, which needs no user.</summary>
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

    /// <param name="clientSecret">The app's client secret.</param>
    /// <param name="keep">Stores the refresh token. It is called after the authorization of each request, also with a
    /// token that it has stored already.</param>
    public static SpotifyToken OfUser(
        string clientId, string clientSecret, string refreshToken, Func<string, Task> keep)
    {
        var token = new AuthorizationCodeTokenResponse { RefreshToken = refreshToken, ExpiresIn = 0 };
        SpotifyToken? created = null;
        return created = new SpotifyToken(
            new AuthorizationCodeAuthenticator(clientId, clientSecret, token),
            () => token.ExpiresIn = 0,
            () =>
            {
                Volatile.Write(ref created!._scope, token.Scope);
                (token.CreatedAt, token.ExpiresIn) = Life(token.CreatedAt, token.ExpiresIn);
                // An answer with an empty refresh token has none, and the former one stays valid.
                refreshToken = token.RefreshToken = token.RefreshToken is { Length: > 0 } given ? given : refreshToken;
                return keep(refreshToken);
            });
    }

    public string? Current => Volatile.Read(ref _current);

    /// <summary>The scopes that the user has agreed to, with spaces between; null before the first request, for the
    /// app's own token, and if the accounts service does not tell.</summary>
    public string? Scope => Volatile.Read(ref _scope);

    /// <summary>Lets the next request get another token, unless one has come since.</summary>
    public void Renew(string? refused)
    {
        if (refused == Current)
        {
            _expire();
        }
    }

    /// <exception cref="APIException">The accounts service refuses. After a final refusal it is not asked
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

    /// <summary>The lifetime of an answer's token in a form that SpotifyAPI.Web can add up. An answer with a creation
    /// time of its own, or with a negative lifetime, would make each later request fail.</summary>
    private static (DateTime CreatedAt, int ExpiresIn) Life(DateTime createdAt, int expiresIn)
    {
        // SpotifyAPI.Web compares with this clock.
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return (createdAt < now ? createdAt : now, Math.Max(expiresIn, 0));
    }
}
