namespace Functions.Extract;

/// <summary>What the stack configures for <see cref="ExtractHandler"/>; see <see cref="ExtractEnvironment"/>.</summary>
/// <param name="Playlists">As configured: ids, URIs or addresses, without repetition.</param>
/// <param name="RefreshTokenParameter">Null: client credentials.</param>
internal sealed record ExtractSettings(
    string RawBucket,
    IReadOnlyList<string> Playlists,
    string ClientId,
    string ClientSecretParameter,
    string? RefreshTokenParameter,
    Uri ApiBaseAddress,
    Uri AccountsBaseAddress)
{
    /// <exception cref="InvalidOperationException">A variable is missing or wrong; the message says what to
    /// do.</exception>
    public static ExtractSettings From(FunctionEnvironment environment) => new(
        environment.Required(ExtractEnvironment.RawBucket),
        [
            .. environment.Required(ExtractEnvironment.PlaylistIds)
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Distinct(StringComparer.Ordinal),
        ],
        environment.Required(ExtractEnvironment.ClientId),
        environment.Required(ExtractEnvironment.ClientSecretParameter),
        environment.Optional(ExtractEnvironment.RefreshTokenParameter),
        environment.Address(ExtractEnvironment.ApiBaseAddress, SpotifyAddresses.Api),
        environment.Address(ExtractEnvironment.AccountsBaseAddress, SpotifyAddresses.Accounts));
}
