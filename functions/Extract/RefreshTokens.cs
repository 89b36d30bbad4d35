using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace Functions.Extract;

/// <summary>
/// The user's refresh token in Parameter Store: one parameter holds what a person configured, and the other the one
/// that Spotify gave in its place. The younger one counts: so a deployment cannot bring an old token back, and who
/// configures a new one is heard.
/// </summary>
internal sealed class RefreshTokens
{
    private readonly ExtractSettings _settings;
    private readonly IAmazonSimpleSystemsManagement _parameters;
    private readonly Secrets _secrets;
    private string _kept;

    private RefreshTokens(
        ExtractSettings settings,
        IAmazonSimpleSystemsManagement parameters,
        Secrets secrets,
        string current,
        DateTimeOffset? configuredAt)
    {
        (_settings, _parameters, _secrets, _kept) = (settings, parameters, secrets, current);
        Current = current;
        ConfiguredAt = configuredAt;
        secrets.Add(current);
    }

    /// <summary>The one to begin with.</summary>
    public string Current { get; }

    /// <summary>When the configured one was stored: near the day on which the user agreed.</summary>
    public DateTimeOffset? ConfiguredAt { get; }

    /// <exception cref="InvalidOperationException">A parameter cannot be read; the message names it.</exception>
    public static async Task<RefreshTokens> ReadAsync(
        string parameter,
        ExtractSettings settings,
        IAmazonSimpleSystemsManagement parameters,
        Secrets secrets,
        CancellationToken cancellationToken)
    {
        var configured = await StoredSecret.ReadAsync(
            parameter, ExtractEnvironment.RefreshTokenParameter, parameters, cancellationToken);
        var given = await StoredSecret.ReadAsync(
            settings.GivenRefreshTokenParameter!,
            ExtractEnvironment.GivenRefreshTokenParameter,
            parameters,
            cancellationToken);
        secrets.Add(configured.Value);
        var current = given.Value != ExtractEnvironment.NothingGiven && given.WrittenAt > configured.WrittenAt ? given : configured;
        return new RefreshTokens(settings, parameters, secrets, current.Value, configured.WrittenAt);
    }

    /// <summary>Stores the token, where it is a new one: the old one may be dead from now on.</summary>
    /// <exception cref="InvalidOperationException">It could not be stored. The next request tries again.</exception>
    public async Task KeepAsync(string refreshToken)
    {
        if (refreshToken == _kept)
        {
            return;
        }

        _secrets.Add(refreshToken);
        try
        {
            await _parameters.PutParameterAsync(new PutParameterRequest
            {
                Name = _settings.GivenRefreshTokenParameter,
                Value = refreshToken,
                Type = ParameterType.SecureString,
                // Without it Parameter Store would encrypt with the account's own key from now on
                KeyId = _settings.SecretsKey,
                Overwrite = true,
            });
        }
        catch (AmazonSimpleSystemsManagementException e)
        {
            throw new InvalidOperationException(
                $"Spotify gave a new refresh token, which cannot be stored in parameter "
                + $"{_settings.GivenRefreshTokenParameter}: {e.ErrorCode}: {e.Message}. "
                + "If the next run ends with invalid_grant, let the user agree again",
                e);
        }

        _kept = refreshToken;
    }
}
