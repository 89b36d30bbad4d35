using Amazon.SimpleSystemsManagement;
using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>The app's secrets, and the user's refresh token if there is one.</summary>
internal sealed class SpotifyCredentials
{
    private readonly ExtractSettings _settings;
    private readonly string _clientSecret;
    private readonly RefreshTokens? _refreshTokens;

    private SpotifyCredentials(
        ExtractSettings settings, SecretRedactor redactor, string clientSecret, RefreshTokens? refreshTokens)
    {
        (_settings, Redactor, _clientSecret, _refreshTokens) = (settings, redactor, clientSecret, refreshTokens);
        Redactor.Add(clientSecret);
    }

    /// <summary>The redactor of these secrets, and of those that are issued later.</summary>
    public SecretRedactor Redactor { get; }

    /// <summary>Reads the secrets from Parameter Store.</summary>
    public static async Task<SpotifyCredentials> ReadAsync(
        ExtractSettings settings, IAmazonSimpleSystemsManagement parameters, CancellationToken cancellationToken)
    {
        var redactor = new SecretRedactor();
        var clientSecret = await StoredSecret.ReadAsync(
            settings.ClientSecretParameter, ExtractEnvironment.ClientSecretParameter, parameters, cancellationToken);
        var refreshTokens = settings.RefreshTokenParameter is { } name
            ? await RefreshTokens.ReadAsync(name, settings, parameters, redactor, cancellationToken)
            : null;
        return new SpotifyCredentials(settings, redactor, clientSecret.Value, refreshTokens);
    }

    /// <summary>The time since the user's consent, which ends after about six months. It counts from the configured
    /// day, or else from the day on which the token was configured. Null if there is no refresh token.</summary>
    public TimeSpan? RefreshTokenAge(DateTimeOffset now)
    {
        if (_refreshTokens is null)
        {
            return null;
        }

        var agreed = _settings.AuthorizedOn is { } day
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
            : _refreshTokens.ConfiguredAt;
        var age = now - agreed;
        return age < TimeSpan.Zero ? TimeSpan.Zero : age;
    }

    /// <summary>Stores a refresh token that Spotify has issued and that could not be stored at that time.</summary>
    /// <exception cref="InvalidOperationException">The token cannot be stored; the message names the
    /// parameter.</exception>
    public Task KeepAsync() => _refreshTokens?.KeepAsync() ?? Task.CompletedTask;

    /// <summary>Creates the user's access token if there is a refresh token; otherwise, the app's own.</summary>
    public SpotifyToken Token() => _refreshTokens is { } tokens
        ? SpotifyToken.OfUser(_settings.ClientId, _clientSecret, tokens.Current, tokens.KeepAsync)
        : SpotifyToken.OfApp(_settings.ClientId, _clientSecret);
}
