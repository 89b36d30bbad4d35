using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>The settings of <see cref="ExtractHandler"/>, from the variables of
/// <see cref="ExtractEnvironment"/>.</summary>
/// <param name="RefreshTokenParameter">The name of the parameter; null for client credentials.</param>
/// <param name="GivenRefreshTokenParameter">The name of the parameter; null only if
/// <paramref name="RefreshTokenParameter"/> is null.</param>
/// <param name="SecretsKey">The ARN of the key; null for the account's own key of Parameter Store.</param>
/// <param name="RequestsPerSecond">The most requests that start within any second, from 1.</param>
/// <param name="AuthorizedOn">The UTC day on which the user agreed; null if it is not configured.</param>
internal sealed record ExtractSettings(
    string Stack,
    string RawBucket,
    string PlaylistListKey,
    string ClientId,
    string ClientSecretParameter,
    string? RefreshTokenParameter,
    string? GivenRefreshTokenParameter,
    string? SecretsKey,
    DateOnly? AuthorizedOn,
    int RequestsPerSecond,
    Uri ApiBaseAddress,
    Uri AccountsBaseAddress)
{
    /// <summary>The first day of the tables; null: every day is read.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>The retention of pages of playlists.</summary>
    public KeptDays RawRetention { get; init; }

    /// <summary>The most playlists that <c>mine</c> stands for.</summary>
    public int MineLimit { get; init; } = ExtractEnvironment.DefaultMineLimit;

    /// <summary>True if plays are read too.</summary>
    public bool Plays { get; init; }

    /// <summary>The name of the parameter of <see cref="UsersKey"/>; null to make none.</summary>
    public string? UsersKeyParameter { get; init; }

    /// <exception cref="InvalidOperationException">A variable is missing or wrong. The message says what to
    /// do.</exception>
    public static ExtractSettings From(FunctionEnvironment environment) => new(
        environment.Required(ExtractEnvironment.Stack),
        environment.Required(ExtractEnvironment.RawBucket),
        environment.Required(ExtractEnvironment.PlaylistListKey),
        environment.Required(ExtractEnvironment.ClientId),
        environment.Required(ExtractEnvironment.ClientSecretParameter),
        environment.Optional(ExtractEnvironment.RefreshTokenParameter),
        environment.Optional(ExtractEnvironment.RefreshTokenParameter) is null
            ? null
            : environment.Required(ExtractEnvironment.GivenRefreshTokenParameter),
        environment.Optional(ExtractEnvironment.SecretsKey),
        environment.Day(ExtractEnvironment.AuthorizedOn),
        environment.Count(ExtractEnvironment.RequestsPerSecond, ExtractEnvironment.DefaultRequestsPerSecond),
        environment.Address(ExtractEnvironment.ApiBaseAddress, SpotifyAddresses.Api),
        environment.Address(ExtractEnvironment.AccountsBaseAddress, SpotifyAddresses.Accounts))
    {
        FirstDay = environment.Day(ExtractEnvironment.FirstDay),
        RawRetention = environment.Kept(ExtractEnvironment.RawRetentionDays),
        MineLimit = environment.Count(ExtractEnvironment.MineLimit, ExtractEnvironment.DefaultMineLimit),
        UsersKeyParameter = environment.Optional(ExtractEnvironment.UsersKeyParameter),
        Plays = environment.Optional(ExtractEnvironment.Plays) == "true",
    };
}
