using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>The user's refresh token in Parameter Store. One parameter holds the configured token, and another the
/// token that Spotify has issued in its place. The issued token counts as long as the configured one is the token that
/// it replaces: a deployment cannot bring an old token back, and a newly configured token counts at once.</summary>
internal sealed class RefreshTokens
{
    private readonly ExtractSettings _settings;
    private readonly IAmazonSimpleSystemsManagement _parameters;
    private readonly SecretRedactor _redactor;
    private readonly string _replaced;
    private string _kept;
    private string _latest;

    private RefreshTokens(
        ExtractSettings settings,
        IAmazonSimpleSystemsManagement parameters,
        SecretRedactor redactor,
        StoredSecret configured,
        string current)
    {
        (_settings, _parameters, _redactor) = (settings, parameters, redactor);
        _replaced = GivenRefreshToken.HashOf(configured.Value);
        _latest = _kept = current;
        Current = current;
        ConfiguredAt = configured.WrittenAt;
        redactor.Add(current);
    }

    public string Current { get; }

    /// <summary>The time at which the configured token was stored, close to the user's consent.</summary>
    public DateTimeOffset? ConfiguredAt { get; }

    /// <summary>Reads both parameters.</summary>
    public static async Task<RefreshTokens> ReadAsync(
        string parameter,
        ExtractSettings settings,
        IAmazonSimpleSystemsManagement parameters,
        SecretRedactor redactor,
        CancellationToken cancellationToken)
    {
        var configured = await StoredSecret.ReadAsync(
            parameter, ExtractEnvironment.RefreshTokenParameter, parameters, cancellationToken);
        var given = await StoredSecret.ReadAsync(
            settings.GivenRefreshTokenParameter!,
            ExtractEnvironment.GivenRefreshTokenParameter,
            parameters,
            cancellationToken);
        redactor.Add(configured.Value);
        return new RefreshTokens(
            settings,
            parameters,
            redactor,
            configured,
            GivenRefreshToken.TokenInPlaceOf(configured.Value, given.Value) ?? configured.Value);
    }

    /// <summary>Stores a new token, since the old one may be invalid from now on. A failure does not stop the run: the
    /// next request and <see cref="KeepAsync()"/> try again.</summary>
    public async Task KeepAsync(string refreshToken)
    {
        if (refreshToken == _latest)
        {
            return;
        }

        _redactor.Add(refreshToken);
        _latest = refreshToken;
        try
        {
            await KeepAsync();
        }
        catch (InvalidOperationException)
        {
        }
    }

    /// <summary>Stores the latest token, if it is not stored yet.</summary>
    /// <exception cref="InvalidOperationException">The token cannot be stored; the message names the
    /// parameter.</exception>
    public async Task KeepAsync()
    {
        var latest = _latest;
        if (latest == _kept)
        {
            return;
        }

        try
        {
            await _parameters.PutParameterAsync(new PutParameterRequest
            {
                Name = _settings.GivenRefreshTokenParameter,
                Value = GivenRefreshToken.Format(_replaced, latest),
                Type = ParameterType.SecureString,
                // Without the key, Parameter Store would encrypt with the account's own key from now on.
                KeyId = _settings.SecretsKey,
                Overwrite = true,
            });
        }
        catch (AmazonSimpleSystemsManagementException e)
        {
            // Without the cause: a service may repeat what it was sent.
            throw new InvalidOperationException(_redactor.Redact(
                $"Spotify gave a new refresh token, which cannot be stored in parameter "
                + $"{_settings.GivenRefreshTokenParameter}: {e.ErrorCode}: {e.Message}. What was read is stored. "
                + "If the next run says authorization expired, let the user agree again: dotnet dev.cs login."));
        }

        _kept = latest;
    }
}
