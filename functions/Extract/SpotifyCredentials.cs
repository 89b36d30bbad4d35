using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SpotifyAPI.Web;

namespace Functions.Extract;

/// <summary>The app's secrets, from Parameter Store into memory and nowhere else.</summary>
internal sealed class SpotifyCredentials
{
    private readonly string _clientId;
    private readonly string _clientSecret;
    private readonly string? _refreshToken;
    private readonly DateTimeOffset? _authorizedAt;

    private SpotifyCredentials(ExtractSettings settings, Secret clientSecret, Secret? refreshToken)
    {
        _clientId = settings.ClientId;
        _clientSecret = clientSecret.Value;
        Secrets.Add(_clientSecret);
        if (refreshToken is not null)
        {
            _refreshToken = refreshToken.Value;
            _authorizedAt = settings.AuthorizedOn is { } day
                ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
                : refreshToken.WrittenAt;
            Secrets.Add(_refreshToken);
        }
    }

    /// <summary>These secrets, and those that join them later.</summary>
    public Secrets Secrets { get; } = new();

    /// <exception cref="InvalidOperationException">A parameter cannot be read; the message names it.</exception>
    public static async Task<SpotifyCredentials> ReadAsync(
        ExtractSettings settings, IAmazonSimpleSystemsManagement parameters, CancellationToken cancellationToken)
    {
        var clientSecret = await ReadAsync(
            settings.ClientSecretParameter, ExtractEnvironment.ClientSecretParameter, parameters, cancellationToken);
        var refreshToken = settings.RefreshTokenParameter is { } name
            ? await ReadAsync(name, ExtractEnvironment.RefreshTokenParameter, parameters, cancellationToken)
            : null;
        return new SpotifyCredentials(settings, clientSecret, refreshToken);
    }

    /// <summary>
    /// How long ago the user agreed, which Spotify forgets after about six months: since the configured day, or else
    /// since the token was stored. Null where there is no refresh token.
    /// </summary>
    public TimeSpan? RefreshTokenAge(DateTimeOffset now)
    {
        var age = now - _authorizedAt;
        return age < TimeSpan.Zero ? TimeSpan.Zero : age;
    }

    /// <summary>
    /// A user's authorization where there is a refresh token, the app's own otherwise. The first request gets a token.
    /// </summary>
    public IAuthenticator Authenticator() => _refreshToken is { } refreshToken
        ? new AuthorizationCodeAuthenticator(
            _clientId,
            _clientSecret,
            new AuthorizationCodeTokenResponse { RefreshToken = refreshToken, ExpiresIn = 0 })
        : new ClientCredentialsAuthenticator(_clientId, _clientSecret);

    private static async Task<Secret> ReadAsync(
        string name,
        string variable,
        IAmazonSimpleSystemsManagement parameters,
        CancellationToken cancellationToken)
    {
        Parameter? parameter;
        try
        {
            var request = new GetParameterRequest { Name = name, WithDecryption = true };
            parameter = (await parameters.GetParameterAsync(request, cancellationToken)).Parameter;
        }
        catch (AmazonSimpleSystemsManagementException e)
        {
            throw new InvalidOperationException(
                $"Parameter {name}, which {variable} names, cannot be read from Parameter Store: "
                + $"{e.ErrorCode}: {e.Message}. "
                + "Deploy the stack again, or give the function's role ssm:GetParameter on it.",
                e);
        }

        return parameter?.Value?.Trim() is { Length: > 0 } value
            ? new Secret(value, parameter.LastModifiedDate?.ToUniversalTime())
            : throw new InvalidOperationException(
                $"Parameter {name}, which {variable} names, is empty: set the secret in the stack's configuration "
                + "and deploy again.");
    }

    private sealed record Secret(string Value, DateTimeOffset? WrittenAt);
}
