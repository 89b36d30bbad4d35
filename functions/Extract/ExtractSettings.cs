using Functions.Hosting;

namespace Functions.Extract;

/// <summary>What the stack configures for <see cref="ExtractHandler"/>; see <see cref="ExtractEnvironment"/>.</summary>
/// <param name="RefreshTokenParameter">Null: client credentials.</param>
/// <param name="GivenRefreshTokenParameter">Null only with <paramref name="RefreshTokenParameter"/>.</param>
/// <param name="SecretsKey">Null: the account's own key of Parameter Store.</param>
/// <param name="RequestsPerSecond">From 1.</param>
/// <param name="AuthorizedOn">The UTC day on which the user agreed; null where nobody said.</param>
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

    /// <exception cref="InvalidOperationException">A variable is missing or wrong; the message says what to
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
    };
}
