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

    private SpotifyCredentials(string clientId, string clientSecret, string? refreshToken)
    {
        _clientId = clientId;
        _clientSecret = clientSecret;
        _refreshToken = refreshToken;
        Secrets.Add(clientSecret);
        if (refreshToken is not null)
        {
            Secrets.Add(refreshToken);
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
        return new SpotifyCredentials(settings.ClientId, clientSecret, refreshToken);
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

    private static async Task<string> ReadAsync(
        string name,
        string variable,
        IAmazonSimpleSystemsManagement parameters,
        CancellationToken cancellationToken)
    {
        string? value;
        try
        {
            var request = new GetParameterRequest { Name = name, WithDecryption = true };
            value = (await parameters.GetParameterAsync(request, cancellationToken)).Parameter?.Value?.Trim();
        }
        catch (AmazonSimpleSystemsManagementException e)
        {
            throw new InvalidOperationException(
                $"Parameter {name}, which {variable} names, cannot be read from Parameter Store: "
                + $"{e.ErrorCode}: {e.Message}. "
                + "Deploy the stack again, or give the function's role ssm:GetParameter on it.",
                e);
        }

        return string.IsNullOrEmpty(value)
            ? throw new InvalidOperationException(
                $"Parameter {name}, which {variable} names, is empty: set the secret in the stack's configuration "
                + "and deploy again.")
            : value;
    }
}
